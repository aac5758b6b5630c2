import type { Pubkey } from '../../shared/domain/ids'
import type { KnownSender } from '../../shared/domain/message'
import { CLAIMED, isClaimed, isNodeKey, isProven, keyOf, senderOf } from '../../shared/domain/sender'
import { shortKey } from '../../shared/short-key'
import { visibleLine } from '../../shared/visible-text'
import type { Database } from './database'
import type { Row } from './row'
import { foldName } from './search-terms'

/** Hex digits at each end of a key that a list shows. */
const SHOWN_DIGITS = 4
/** Sorts after every hex digit. */
const AFTER_DIGITS = 'g'
const COLUMNS = 'pubkey, petname, last_seq'

/**
 * Finds the known sender that a sender can be mistaken for. Of two senders, the one with a petname is known, or else the
 * one that wrote first.
 */
export class Lookalikes {
  private readonly selectOwn
  private readonly selectSender
  private readonly selectDigits
  private readonly selectNamed
  private readonly insertToldApart

  constructor(database: Database) {
    this.selectOwn = database.prepare('SELECT id, petname FROM senders WHERE pubkey = ?')
    this.selectSender = database.prepare(`SELECT ${COLUMNS} FROM senders WHERE pubkey = ?`)
    // The range on the key uses its index. ?5 is the position of the key in the id, ?6 the own key.
    this.selectDigits = database.prepare(
      `SELECT ${COLUMNS} FROM senders
       WHERE pubkey >= ?1 AND pubkey < ?2 AND substr(pubkey, -${SHOWN_DIGITS}) = ?3 AND (petname <> '' OR id < ?4)
         AND substr(pubkey, ?5) <> ?6
         AND NOT EXISTS (SELECT 1 FROM told_apart WHERE key = ?6 AND other = substr(pubkey, ?5))
       ORDER BY petname = '', id LIMIT 1`
    )
    this.selectNamed = database.prepare(
      `SELECT ${COLUMNS} FROM senders WHERE petname <> '' AND petname_folded = ? AND pubkey <> ?
       ORDER BY pubkey GLOB '${CLAIMED}*', id LIMIT 1`
    )
    this.insertToldApart = database.prepare(
      'INSERT INTO told_apart (key, other) VALUES (?, ?) ON CONFLICT DO NOTHING'
    )
  }

  /**
   * The known sender with another key whose shown digits are the same. A sender with a petname is never a lookalike,
   * nor is one that the person told apart from the known sender.
   */
  like(sender: Pubkey): KnownSender | undefined {
    const own = this.selectOwn.one(sender)
    const key = keyOf(sender)
    if (!isNodeKey(key) || (own !== undefined && own.text('petname') !== '')) return undefined
    const since = own?.int('id') ?? Number.MAX_SAFE_INTEGER
    const [head, tail] = [key.slice(0, SHOWN_DIGITS), key.slice(-SHOWN_DIGITS)]
    for (const claimed of [false, true]) {
      const prefix = senderOf(head, claimed)
      // Anybody can claim a key, so a claimed sender that wrote first is not the known one.
      const until = claimed && !isClaimed(sender) ? 0 : since
      const keyAt = prefix.length - head.length + 1
      const found = this.selectDigits.one(prefix, prefix + AFTER_DIGITS, tail, until, keyAt, key)
      if (found !== undefined) return knownOf(found)
    }
    return undefined
  }

  /**
   * The known sender that the messages of this one name without a proof: the proven sender of the claimed key, or the
   * one whose petname the messages carry instead of a key.
   */
  claimedBy(sender: Pubkey): KnownSender | undefined {
    const key = keyOf(sender)
    const proven = isClaimed(sender) ? this.selectSender.one(key) : undefined
    const found = proven ?? (isNodeKey(key) ? undefined : this.#byName(sender, key))
    return found === undefined ? undefined : knownOf(found)
  }

  /** Stores that the person knows the keys of both senders, so that neither is a lookalike of the other any more. */
  tellApart(one: Pubkey, other: Pubkey): void {
    const [key, otherKey] = [keyOf(one), keyOf(other)]
    this.insertToldApart.run(key, otherKey)
    this.insertToldApart.run(otherKey, key)
  }

  /** A sender without a key is shown with its own text, which can be equal to a petname. */
  #byName(sender: Pubkey, text: string): Row | undefined {
    const name = foldName(visibleLine(text)).trim()
    const own = this.selectOwn.one(sender)
    if (name === '' || (own !== undefined && own.text('petname') !== '')) return undefined
    return this.selectNamed.one(name, sender)
  }
}

function knownOf(row: Row): KnownSender {
  const pubkey = row.text('pubkey') as Pubkey
  return {
    pubkey,
    name: row.text('petname') || shortKey(keyOf(pubkey)),
    canOpen: isProven(pubkey) && row.optionalInt('last_seq') !== undefined
  }
}

import type { Pubkey } from '../../shared/domain/ids'
import { isClaimed, isNodeKey, keyOf, senderOf } from '../../shared/domain/sender'
import { shortKey } from '../../shared/short-key'
import { visibleLine } from '../../shared/visible-text'
import type { Database } from './database'
import type { Row } from './row'
import { foldName } from './search-terms'

/** Hex digits at each end of a key that a list shows. */
const SHOWN_DIGITS = 4
/** Sorts after every hex digit. */
const AFTER_DIGITS = 'g'

/**
 * Finds the known sender that a sender can be mistaken for, because the shown digits of their keys or their names are
 * the same. Of two senders, the one with a petname is known, or else the one that wrote first. A sender with a petname
 * is never a lookalike.
 */
export class Lookalikes {
  private readonly selectOwn
  private readonly selectDigits
  private readonly selectNamed

  constructor(database: Database) {
    this.selectOwn = database.prepare('SELECT id, petname FROM senders WHERE pubkey = ?')
    // The range on the key uses its index.
    this.selectDigits = database.prepare(
      `SELECT pubkey, petname FROM senders
       WHERE pubkey >= ? AND pubkey < ? AND substr(pubkey, -${SHOWN_DIGITS}) = ? AND pubkey <> ?
         AND (petname <> '' OR id < ?)
       ORDER BY petname = '', id LIMIT 1`
    )
    this.selectNamed = database.prepare(
      `SELECT pubkey, petname FROM senders WHERE petname <> '' AND petname_folded = ? AND pubkey <> ? LIMIT 1`
    )
  }

  /** The name of the known sender that this one resembles: its petname, or its short key. */
  of(sender: Pubkey): string | undefined {
    const own = this.selectOwn.one(sender)
    if (own !== undefined && own.text('petname') !== '') return undefined
    const since = own?.int('id') ?? Number.MAX_SAFE_INTEGER
    const key = keyOf(sender)
    const found = isNodeKey(key) ? this.#byDigits(sender, key, since) : this.#byName(sender, key)
    return found === undefined ? undefined : found.text('petname') || shortKey(keyOf(found.text('pubkey')))
  }

  #byDigits(sender: Pubkey, key: string, since: number): Row | undefined {
    const [head, tail] = [key.slice(0, SHOWN_DIGITS), key.slice(-SHOWN_DIGITS)]
    for (const claimed of [false, true]) {
      const prefix = senderOf(head, claimed)
      // Anybody can claim a key, so a claimed sender that wrote first is not the known one.
      const until = claimed && !isClaimed(sender) ? 0 : since
      const found = this.selectDigits.one(prefix, prefix + AFTER_DIGITS, tail, sender, until)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** A sender without a key is shown with its own text, which can be equal to a petname. */
  #byName(sender: Pubkey, text: string): Row | undefined {
    const name = foldName(visibleLine(text)).trim()
    return name === '' ? undefined : this.selectNamed.one(name, sender)
  }
}

import { createHash } from 'node:crypto'
import type { MessageId, Millis, Pubkey } from '../../shared/domain/ids'
import { MAX_SAT } from '../../shared/money'
import { beginningOf } from '../../shared/visible-text'
import type { ActivityEntry, ActivityRepository } from './activity'
import type { Database } from './database'
import type { MachineRunsRepository } from './machine-runs'
import { FROM_MESSAGES, MESSAGE_COLUMNS, messageOf, type NewMessage, type StoredMessage } from './message-row'
import type { SenderRow, SendersRepository } from './senders'

/** Length of the text kept in the row for the screen, in UTF-16 units. A longer text is stored whole in `data`. */
const TEXT_HEAD = 16_384

/** Identical content without an id is a redelivery within this time, and a new message after it. */
const REDELIVERY_MS = 10 * 60 * 1000

export class MessagesRepository {
  private readonly insert
  private readonly selectById
  private readonly selectBySeq
  private readonly selectSent
  private readonly selectData
  private readonly selectReceivedAt
  private readonly selectLastReceived

  constructor(
    database: Database,
    private readonly senders: SendersRepository,
    private readonly runs: MachineRunsRepository,
    private readonly activity: ActivityRepository
  ) {
    this.insert = database.prepare(
      `INSERT INTO messages (id, sender_id, direction, kind, service_type, amount_sat, reply_to, received_at,
         byte_length, text, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
    )
    this.selectById = database.prepare(`SELECT ${MESSAGE_COLUMNS} ${FROM_MESSAGES} WHERE m.id = ?`)
    this.selectBySeq = database.prepare(`SELECT ${MESSAGE_COLUMNS} ${FROM_MESSAGES} WHERE m.seq = ?`)
    this.selectSent = database.prepare(
      `SELECT ${MESSAGE_COLUMNS} ${FROM_MESSAGES} JOIN outgoing o ON o.seq = m.seq WHERE o.node_id = ?`
    )
    this.selectReceivedAt = database.prepare('SELECT received_at FROM messages WHERE seq = ?')
    this.selectLastReceived = database.prepare(
      `SELECT id, received_at FROM messages WHERE direction = 'in' ORDER BY seq DESC LIMIT 1`
    )
    this.selectData = database.prepare('SELECT text, data FROM messages WHERE id = ?')
  }

  /** The id that the node gave the latest received message. */
  lastReceivedId(): string | undefined {
    return this.selectLastReceived.one()?.text('id')
  }

  /**
   * Stores the messages that are not stored yet, in the given order. Call it inside a transaction. Returns the new
   * rows, and undefined for each message that was already stored.
   */
  addAll(messages: readonly NewMessage[]): (StoredMessage | undefined)[] {
    const touched = new Map<Pubkey, ConversationCounters>()
    const stored = messages.map((message) => {
      const sender = touched.get(message.from) ?? { ...this.senders.ensure(message.from) }
      const row = this.add(message, sender)
      if (row === undefined) return undefined
      touched.set(message.from, sender)
      this.countIn(sender, message, row)
      if (message.address !== undefined) this.senders.noteAddress(message.from, message.address)
      return row
    })
    for (const sender of touched.values()) this.senders.saveConversation(sender)
    this.listInActivity(messages, stored)
    return stored
  }

  get(id: MessageId): StoredMessage | undefined {
    const row = this.selectById.one(id)
    return row === undefined ? undefined : messageOf(row)
  }

  /** The message that a reply refers to: one of ours by the id its node gave it, or a received one. */
  repliedTo(id: MessageId): StoredMessage | undefined {
    // Look up our own ids first. A recipient knows them and could reuse one to take over the reply.
    const ours = this.selectSent.one(id)
    return ours === undefined ? this.get(id) : messageOf(ours)
  }

  at(seq: number): StoredMessage | undefined {
    const row = this.selectBySeq.one(seq)
    return row === undefined ? undefined : messageOf(row)
  }

  receivedAt(seq: number): Millis | undefined {
    return this.selectReceivedAt.one(seq)?.int('received_at')
  }

  /** When the last message arrived. */
  lastArrivedAt(): Millis | undefined {
    return this.selectLastReceived.one()?.int('received_at')
  }

  /** The whole data of a message, unchanged. */
  data(id: MessageId): Uint8Array | undefined {
    const row = this.selectData.one(id)
    if (row === undefined) return undefined
    return row.optionalBytes('data') ?? Buffer.from(row.text('text'), 'utf8')
  }

  private add(message: NewMessage, sender: SenderRow): StoredMessage | undefined {
    const inserted = this.insertAs(message.id, message, sender)
    if (inserted !== undefined) return inserted
    const known = this.get(message.id)
    if (known === undefined) throw new Error('a message could not be read back')
    // Senders choose the ids. A known id with different content must neither replace the stored message nor get lost:
    // it is stored under an id derived from both.
    if (!this.isSame(known, message))
      return this.insertAs(derivedId(message, fingerprint(message)), message, sender)
    const again = message.idDerived && message.receivedAt - known.receivedAt > REDELIVERY_MS
    return again ? this.insertAs(derivedId(message, String(message.receivedAt)), message, sender) : undefined
  }

  private insertAs(id: MessageId, message: NewMessage, sender: SenderRow): StoredMessage | undefined {
    const { from, direction, kind, serviceType, amountSat, receivedAt, data } = message
    const whole = message.text ?? ''
    const text = beginningOf(whole, TEXT_HEAD)
    // The text differs from the data if the wallet made it from the data, as for a podcast record.
    const isData = Buffer.byteLength(whole) === data.byteLength && Buffer.from(whole).equals(data)
    const kept = message.text === undefined || text.length < whole.length || whole.includes('\0') || !isData
    const replyTo = message.replyTo === '' ? undefined : (message.replyTo as MessageId)
    const { changes, rowid: seq } = this.insert.run(
      id,
      sender.id,
      direction,
      kind,
      serviceType,
      amountSat,
      replyTo ?? null,
      receivedAt,
      data.byteLength,
      text,
      kept ? data : null
    )
    if (changes === 0) return undefined
    const byteLength = data.byteLength
    const read = direction === 'out' || kind === 'machine'
    const common = { seq, id, from, direction, kind, serviceType, amountSat, replyTo, receivedAt, byteLength }
    return { ...common, text, truncated: kept, read }
  }

  /**
   * Adds messages that brought money to the activity list. Rows first, index afterwards: see
   * `ActivityRepository.addUnindexed`.
   */
  private listInActivity(
    messages: readonly NewMessage[],
    stored: readonly (StoredMessage | undefined)[]
  ): void {
    const unindexed = messages.flatMap((message, index) => {
      const entry = activityOf(message, stored[index])
      return entry === undefined ? [] : [this.activity.addUnindexed(entry)]
    })
    for (const entry of unindexed) this.activity.index(entry)
  }

  private isSame(known: StoredMessage, message: NewMessage): boolean {
    const sameHead =
      known.from === message.from &&
      known.amountSat === message.amountSat &&
      known.byteLength === message.data.byteLength
    return sameHead && Buffer.compare(this.data(message.id) ?? new Uint8Array(), message.data) === 0
  }

  private countIn(sender: ConversationCounters, message: NewMessage, stored: StoredMessage): void {
    const { seq, receivedAt } = stored
    if (message.direction === 'in') {
      const received = sender.receivedSat + message.countedSat
      // The sum is capped, so that no reported amount can overflow it.
      sender.receivedSat = received < MAX_SAT ? received : MAX_SAT
    }
    if (message.kind === 'machine') {
      sender.openRun = this.runs.add(sender, stored, message.countedSat)
      sender.machineCount += 1
      // A machine message does not move a conversation to the top; it can only start one.
      sender.lastSeq ??= seq
      sender.lastAt ??= receivedAt
      return
    }
    if (message.direction === 'in') sender.unread += 1
    sender.openRun = undefined
    sender.lastSeq = seq
    sender.lastAt = receivedAt
  }
}

/** The counters of a conversation while a batch is added to it. */
type ConversationCounters = { -readonly [Name in keyof SenderRow]: SenderRow[Name] }

function activityOf({ brought }: NewMessage, row: StoredMessage | undefined): ActivityEntry | undefined {
  if (brought === undefined || row === undefined) return undefined
  const { id, receivedAt: at, from: counterparty } = row
  const entry = { key: `m:${id}`, kind: 'message', at, counterparty, state: 'received' } as const
  return { ...entry, ...brought, expiresAt: undefined, alarm: false }
}

function derivedId({ id }: NewMessage, suffix: string): MessageId {
  return `${id.slice(0, 400)}~${suffix}` as MessageId
}

function fingerprint({ from, amountSat, data }: NewMessage): string {
  return createHash('sha256').update(`${from}\n${amountSat}\n`).update(data).digest('hex').slice(0, 32)
}

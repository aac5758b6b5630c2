import { createHash } from 'node:crypto'
import type { MessageId, Millis, Pubkey } from '../../shared/domain/ids'
import type { MessageKind } from '../../shared/domain/message'
import { MAX_SAT, type Msat } from '../../shared/money'
import { beginningOf } from '../../shared/visible-text'
import type { ActivityEntry, ActivityRepository } from './activity'
import type { Database } from './database'
import type { MachineRunsRepository } from './machine-runs'
import type { Row } from './row'
import type { SenderRow, SendersRepository } from './senders'

/** Length of the text kept in the row for the screen, in UTF-16 units. A longer text is stored whole in `data`. */
const TEXT_HEAD = 16_384

/** Identical content without an id is a redelivery within this time, and a new message after it. */
const REDELIVERY_MS = 10 * 60 * 1000

/** A message to be stored. */
export interface NewMessage {
  readonly id: MessageId
  /** The node sent no id; this one is derived from the content. */
  readonly idDerived: boolean
  readonly from: Pubkey
  /** The address to reply to, if it is more than the key in `from`. */
  readonly address: string | undefined
  readonly direction: 'in' | 'out'
  readonly kind: MessageKind
  readonly serviceType: string
  /** As the node sent it; may be negative or absurd. */
  readonly amountSat: bigint
  /** The amount that counts in sums; 0 if the reported amount cannot be true. */
  readonly countedSat: bigint
  readonly replyTo: string
  readonly receivedAt: Millis
  /** The text, if the data is valid UTF-8. */
  readonly text: string | undefined
  readonly data: Uint8Array
  /** Present if the message brought more than it cost to send. It then gets a row in the activity list. */
  readonly brought: { readonly amountMsat: Msat; readonly title: string } | undefined
}

/** A message as it is stored. */
export interface StoredMessage {
  readonly seq: number
  readonly id: MessageId
  readonly from: Pubkey
  readonly direction: 'in' | 'out'
  readonly kind: MessageKind
  readonly serviceType: string
  readonly amountSat: bigint
  readonly replyTo: MessageId | undefined
  readonly receivedAt: Millis
  readonly byteLength: number
  /** The beginning of the text. */
  readonly text: string
  /** `text` holds only the beginning. */
  readonly truncated: boolean
  readonly read: boolean
}

export const MESSAGE_KINDS = [
  'text',
  'invoice',
  'machine',
  'binary'
] as const satisfies readonly MessageKind[]
export const MESSAGE_COLUMNS = `m.seq, m.id, s.pubkey, m.direction, m.kind, m.service_type, m.amount_sat, m.reply_to, m.received_at,
  m.byte_length, m.text, m.data IS NOT NULL AS truncated,
  (m.seq <= s.read_seq OR m.direction = 'out' OR m.kind = 'machine') AS read`
export const FROM_MESSAGES = 'FROM messages m JOIN senders s ON s.id = m.sender_id'

export function messageOf(row: Row): StoredMessage {
  const replyTo = row.optionalText('reply_to')
  return {
    seq: row.int('seq'),
    id: row.text('id') as MessageId,
    from: row.text('pubkey') as Pubkey,
    direction: row.oneOf('direction', ['in', 'out']),
    kind: row.oneOf('kind', MESSAGE_KINDS),
    serviceType: row.text('service_type'),
    amountSat: row.big('amount_sat'),
    replyTo: replyTo === undefined ? undefined : (replyTo as MessageId),
    receivedAt: row.int('received_at'),
    byteLength: row.int('byte_length'),
    text: row.text('text'),
    truncated: row.flag('truncated'),
    read: row.flag('read')
  }
}

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
      `SELECT id FROM messages WHERE direction = 'in' ORDER BY seq DESC LIMIT 1`
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
    const kept = message.text === undefined || text.length < whole.length || whole.includes('\0')
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

  private countIn(
    sender: ConversationCounters,
    message: NewMessage,
    { seq, receivedAt }: StoredMessage
  ): void {
    if (message.direction === 'in') {
      const received = sender.receivedSat + message.countedSat
      // The sum is capped, so that no reported amount can overflow it.
      sender.receivedSat = received < MAX_SAT ? received : MAX_SAT
    }
    if (message.kind === 'machine') {
      sender.openRun = this.runs.add(sender, seq, receivedAt, message.countedSat)
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

import type { MessageId, Millis, Pubkey } from '../../shared/domain/ids'
import type { MessageKind } from '../../shared/domain/message'
import type { Msat } from '../../shared/money'
import type { Row } from './row'

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

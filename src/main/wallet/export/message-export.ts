import type { ExportFormat } from '../../../shared/domain/activity'
import { isOnlyHandedOver, stoppedAt, type Outgoing } from '../../../shared/domain/outgoing'
import { keyOf } from '../../../shared/domain/sender'
import type { WholeMessage } from '../../store/message-list'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import type { ExportPiece } from './activity-export'
import { writerOf } from './export-formats'
import { unverified } from './export-rows'
import { rfc3339 } from './proof-of-payment'

/** Messages read and written per piece. One may be half a megabyte. */
const ROWS_PER_PIECE = 50

const COLUMNS = [
  ...([
    'time',
    'direction',
    'state',
    'counterparty_name',
    'counterparty_key',
    'kind',
    'service_type'
  ] as const),
  ...(['amount_sat', 'message_id', 'reply_to', 'text', 'data_base64', 'unverified', 'fee_msat'] as const),
  'arrived_sat'
] as const
type MessageRow = Readonly<Record<(typeof COLUMNS)[number], string>>

/**
 * Yields every message, machine messages included, oldest first, piece by piece. Messages that arrive meanwhile are
 * appended.
 */
export async function* exportMessages(store: Store, format: ExportFormat): AsyncGenerator<ExportPiece> {
  const writer = writerOf(format, COLUMNS)
  const total = store.messageList.count
  let seq = 0
  let done = 0
  yield { text: writer.begin, done, total, last: false }
  for (;;) {
    if (!store.isOpen) return
    const found = store.messageList.after(seq, ROWS_PER_PIECE)
    const text = found.map((one, index) => writer.row(rowOf(store, one), done + index === 0)).join('')
    done += found.length
    const last = found.at(-1)
    if (last === undefined || found.length < ROWS_PER_PIECE) {
      yield { text: text + writer.end, done, total: Math.max(done, total), last: true }
      return
    }
    seq = last.message.seq
    yield { text, done, total: Math.max(done, total), last: false }
    await new Promise(setImmediate)
  }
}

/** The data is exported unchanged; data that is not text goes into `data_base64`. */
function rowOf(store: Store, { message, data }: WholeMessage): MessageRow {
  const { seq, id, from, direction, kind, serviceType, amountSat, replyTo, receivedAt } = message
  const text = textOf(data)
  const outgoing = direction === 'out' ? store.outgoing.get(seq) : undefined
  return {
    time: rfc3339(receivedAt),
    direction: direction === 'in' ? 'received' : 'sent',
    state: direction === 'in' ? 'received' : (outgoing?.state ?? 'unknown'),
    counterparty_name: store.senders.nameOf(from) ?? '',
    counterparty_key: keyOf(from),
    unverified: unverified(from),
    kind,
    service_type: serviceType,
    amount_sat: amountSat.toString(),
    message_id: id,
    reply_to: replyTo ?? '',
    text: text ?? '',
    data_base64: text === undefined ? Buffer.from(data).toString('base64') : '',
    fee_msat: outgoing?.feeMsat?.toString() ?? '',
    arrived_sat: outgoing === undefined ? '' : (arrivedSat(outgoing, message)?.toString() ?? '')
  }
}

/**
 * What certainly arrived of `amount_sat` of a message of ours, beside `fee_msat`: only the parts before the one where it
 * stopped. Undefined if that is not known.
 */
function arrivedSat(outgoing: Outgoing, { amountSat, from }: StoredMessage): bigint | undefined {
  if (outgoing.state === 'failed') return 0n
  if (outgoing.state === 'sent') return isOnlyHandedOver('sent', keyOf(from)) ? undefined : amountSat
  const stopped = stoppedAt(outgoing)
  // Each part carries one sat.
  return stopped === undefined ? undefined : BigInt(stopped.failed - 1)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(data: Uint8Array): string | undefined {
  try {
    return utf8.decode(data)
  } catch {
    return undefined
  }
}

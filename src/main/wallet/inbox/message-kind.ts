import type { MessageKind } from '../../../shared/domain/message'
import { scanForInvoices } from '../../../shared/bolt11'

/** Service types whose messages are for programs. An unknown service type decides nothing. */
const MACHINE_SERVICES = new Set(['vpn', 'federate', 'socket', 'sign', 'sphinx', 'didcomm'])
/** Packets of a tunnel over messages: JSON that was encoded twice and cut into pieces of 890 characters. */
const PACKET = /^"?rppacket(?:content|end)/u
const KEEP_ALIVE = /^"?(?:keep-?alive|heartbeat)"?$/iu
/** The beginning of JSON that was encoded again as a JSON string: `"{\"`. */
const ENCODED_TWICE = /^"?[[{]\s*\\"/u
/**
 * Minimum length of a middle piece of such JSON, in UTF-16 units. Pieces are recognised by their escaped quotation
 * marks.
 */
const PIECE_MIN_LENGTH = 800
const PIECE_MIN_ESCAPES = 8
/**
 * A machine message is recognised by the beginning of its text, up to this many UTF-16 units, so that a long text costs
 * no more than a short one.
 */
const MACHINE_LOOK_AHEAD = 65_536
const SIGNAL_KEYS = new Set(['sdp', 'candidate', 'iceServers'])
const SIGNAL_TYPES = new Set([
  'offer',
  'answer',
  'candidate',
  'ping',
  'pong',
  'keepalive',
  'keep-alive',
  'heartbeat'
])
/** Signalling messages are short; a longer text is not parsed. */
const SIGNAL_MAX_LENGTH = 20_000
/** Every invoice contains these two letters. */
const MAY_HOLD_INVOICE = /ln/iu

/** What a message is to a person. `text` is undefined if the data is not UTF-8. */
export function messageKind(text: string | undefined, serviceType: string): MessageKind {
  if (MACHINE_SERVICES.has(serviceType.toLowerCase())) return 'machine'
  if (text === undefined) return 'binary'
  if (isMachineText(text)) return 'machine'
  return MAY_HOLD_INVOICE.test(text) && scanForInvoices(text).invoices.length > 0 ? 'invoice' : 'text'
}

function isMachineText(text: string): boolean {
  const head = text.slice(0, 100).trimStart()
  if (PACKET.test(head) || KEEP_ALIVE.test(text.length < 20 ? text.trim() : '')) return true
  if (ENCODED_TWICE.test(head)) return true
  const begin = text.slice(0, MACHINE_LOOK_AHEAD)
  if (text.length >= PIECE_MIN_LENGTH && hasEscapedQuotes(begin, PIECE_MIN_ESCAPES)) {
    return !begin.includes('\n')
  }
  return head.startsWith('{') && text.length <= SIGNAL_MAX_LENGTH && isSignal(text)
}

/** Searches by position. A pattern over runs of backslashes would take quadratic time. */
function hasEscapedQuotes(text: string, atLeast: number): boolean {
  let at = -1
  for (let found = 0; found < atLeast; found++) {
    at = text.indexOf('\\"', at + 1)
    if (at === -1) return false
  }
  return true
}

function isSignal(text: string): boolean {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return false
  }
  if (typeof value !== 'object' || value === null) return false
  const entries = new Map<string, unknown>(Object.entries(value))
  const type = entries.get('type') ?? entries.get('typ')
  if (typeof type === 'string' && SIGNAL_TYPES.has(type.toLowerCase())) return true
  return [...entries.keys()].some((key) => SIGNAL_KEYS.has(key))
}

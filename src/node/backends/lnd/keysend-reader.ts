import { sha256 } from '@noble/hashes/sha2.js'
import { MAX_PARTS } from '../../../shared/message-cost'
import type { Records } from './answers'
import { RECORD } from './keysend-records'
import { isSignedBySender } from './keysend-signature'
import type { SenderKeys } from './sender-keys'

/** The content of a received keysend's records. */
export interface ReceivedKeysend {
  readonly data: Buffer
  readonly serviceType: string
  readonly replyToId: string
  /** 66 hex digits; empty if the records name no sender. */
  readonly sender: string
  /** Whether the sender has signed sender, recipient, time and text. */
  readonly proven: boolean
  /** Identifies a signed message: every copy of it has the same proof. */
  readonly proof: string | undefined
  readonly part: { readonly firstHash: string; readonly number: number; readonly total: number } | undefined
}

/** Undefined if the payment carries no message. `recipient` is this node's public key in hex. */
export function readKeysend(
  records: Records,
  recipient: string,
  keys: SenderKeys
): ReceivedKeysend | undefined {
  const content = contentOf(records)
  if (content === undefined) return undefined
  const sender = senderOf(records)
  const text = records.get(RECORD.text)
  const signature = records.get(RECORD.signature)
  const time = records.get(RECORD.time) ?? Buffer.alloc(0)
  const proven =
    sender !== '' &&
    text !== undefined &&
    signature !== undefined &&
    isSignedBySender({ sender, recipient, time, text, signature }, keys)
  return {
    ...content,
    sender,
    proven,
    proof: proven
      ? Buffer.from(
          sha256(
            Buffer.concat([Buffer.from(sender, 'hex'), time, text, partOf(records)?.raw ?? Buffer.alloc(0)])
          )
        ).toString('hex')
      : undefined,
    replyToId: records.get(RECORD.replyTo)?.toString('utf8') ?? '',
    part: partOf(records)?.part
  }
}

function contentOf(records: Records): Pick<ReceivedKeysend, 'data' | 'serviceType'> | undefined {
  const kinds = [
    [RECORD.text, 'message'],
    [RECORD.tipNote, 'tip'],
    [RECORD.podcast, 'podcast'],
    [RECORD.sphinx, 'sphinx']
  ] as const
  const kind = kinds.find(([type]) => records.has(type))
  const data = kind === undefined ? undefined : records.get(kind[0])
  if (kind !== undefined && data !== undefined) return { data, serviceType: kind[1] }
  const didcomm = records.get(RECORD.didcomm)
  return didcomm === undefined ? undefined : didcommContent(didcomm)
}

/** DIDComm of the second generation: the text of a basic message, and the unchanged JSON of any other message. */
function didcommContent(json: Buffer): Pick<ReceivedKeysend, 'data' | 'serviceType'> {
  try {
    const message: unknown = JSON.parse(json.toString('utf8'))
    if (typeof message === 'object' && message !== null && 'body' in message) {
      const { body } = message
      if (
        typeof body === 'object' &&
        body !== null &&
        'content' in body &&
        typeof body.content === 'string'
      ) {
        return { data: Buffer.from(body.content), serviceType: 'message' }
      }
    }
  } catch {
    // Not JSON, or one of several parts: passed on unchanged.
  }
  return { data: json, serviceType: 'didcomm' }
}

/** The record contains 33 bytes, or their hex digits as text. */
function senderOf(records: Records): string {
  const raw = records.get(RECORD.sender) ?? records.get(RECORD.didcommSender)
  if (raw === undefined) return ''
  const hex = raw.length === 33 ? raw.toString('hex') : raw.toString('latin1').toLowerCase()
  return /^0[23][0-9a-f]{64}$/.test(hex) ? hex : ''
}

function partOf(records: Records) {
  const raw = records.get(RECORD.part)
  if (raw?.length !== 36) return undefined
  const number = raw.readUInt16BE(32)
  const total = raw.readUInt16BE(34)
  if (number < 1 || number > total || total > MAX_PARTS) return undefined
  return { raw, part: { firstHash: raw.subarray(0, 32).toString('hex'), number, total } }
}

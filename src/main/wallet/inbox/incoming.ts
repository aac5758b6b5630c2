import { createHash } from 'node:crypto'
import type { MessageId, Millis, Pubkey } from '../../../shared/domain/ids'
import { PODCAST } from '../../../shared/domain/message'
import { keyOf, senderOf } from '../../../shared/domain/sender'
import { messageCost } from '../../../shared/message-cost'
import { MAX_SAT, sat, satToMsat } from '../../../shared/money'
import { visibleLine } from '../../../shared/visible-text'
import type { NodeMessage } from '../../node-client/api'
import type { NewMessage } from '../../store/message-row'
import { messageKind } from './message-kind'
import { isStreamed, parsePodcast, podcastText } from './podcast'

/** Maximum length of ids and keys, in UTF-16 units. The renderer's schemas have the same limit. */
const MAX_ID = 500
const MAX_KEY = 2000
/** Length of the text used for the title of an activity row, in UTF-16 units. */
const TITLE_SOURCE_LENGTH = 400

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Interprets a message from the node for the store. The data is kept unchanged. `now`: the time at which the wallet
 * received it, used if the node does not report when the message arrived.
 */
export function incomingMessage(message: NodeMessage, now: Millis): NewMessage {
  const decoded = decodeText(message.data)
  const podcast = decoded !== undefined && message.serviceType === PODCAST ? parsePodcast(decoded) : undefined
  const text = podcast === undefined ? decoded : podcastText(podcast)
  const countedSat = credibleAmount(message.amount)
  const streamed = podcast !== undefined && isStreamed(podcast, countedSat)
  const kind = streamed ? 'machine' : messageKind(text, message.serviceType)
  const cost = messageCost(message.data.byteLength)
  const from = senderOf(message.from, message.claimed)
  return {
    id: idOf(message),
    idDerived: message.id === '',
    from: from.length <= MAX_KEY ? from : senderOf(bounded(from, MAX_KEY), message.claimed),
    address: addressOf(message.from, from),
    direction: 'in',
    kind,
    serviceType: message.serviceType.slice(0, MAX_ID),
    amountSat: message.amount,
    countedSat,
    replyTo: bounded(message.replyToId, MAX_ID),
    receivedAt: Math.min(now, message.settledAt ?? now),
    text,
    data: message.data,
    brought: countedSat > cost ? { amountMsat: satToMsat(sat(countedSat)), title: titleOf(text) } : undefined
  }
}

/** The address to reply to, if it is more than the sender's id: a DID that came with its document. */
function addressOf(key: string, from: Pubkey): string | undefined {
  const address = key.trim()
  return address.startsWith('did:') && address !== keyOf(from) && address.length <= MAX_KEY
    ? address
    : undefined
}

function titleOf(text: string | undefined): string {
  return text === undefined ? '' : visibleLine(text.slice(0, TITLE_SOURCE_LENGTH))
}

function decodeText(data: Uint8Array): string | undefined {
  try {
    return utf8.decode(data)
  } catch {
    return undefined
  }
}

/** The amount to count in sums: 0 if the reported amount cannot be true. */
export function credibleAmount(amountSat: bigint): bigint {
  return amountSat > 0n && amountSat <= MAX_SAT ? amountSat : 0n
}

/** The id that the node gave a message; undefined if this wallet derived the id. */
export function nodeIdOfMessage(id: MessageId): string | undefined {
  return MADE_HERE.test(id) ? undefined : id
}

const MADE_HERE = /^(?:derived|long):/u

/**
 * The node's id. If the node sent none, the id is derived from the message, so that the same message gets the same id.
 * The store distinguishes a redelivery from the same text sent again later.
 */
function idOf({ id, from, replyToId, serviceType, amount, data }: NodeMessage): MessageId {
  if (id !== '') return bounded(id, MAX_ID) as MessageId
  const hash = createHash('sha256')
  for (const part of [from, replyToId, serviceType, String(amount)]) hash.update(`${part.length}:${part}`)
  return `derived:${hash.update(data).digest('hex')}` as MessageId
}

/** Replaces an id or key that is too long with a hash of it. */
function bounded(text: string, max: number): string {
  return text.length <= max ? text : `long:${createHash('sha256').update(text).digest('hex')}`
}

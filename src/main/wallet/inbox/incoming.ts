import { createHash } from 'node:crypto'
import type { MessageId, Millis, Pubkey } from '../../../shared/domain/ids'
import { keyOf, senderOf } from '../../../shared/domain/sender'
import { messageCost } from '../../../shared/message-cost'
import { MAX_SAT, sat, satToMsat } from '../../../shared/money'
import { visibleLine } from '../../../shared/visible-text'
import type { NodeMessage } from '../../node-client/api'
import type { NewMessage } from '../../store/messages'
import { classify } from './message-kind'

/** Ids and keys cross to the renderer, whose schemas bound them. */
const MAX_ID = 500
const MAX_KEY = 2000
/** Of the title of a row of the activity. */
const TITLE_FROM = 400

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Interprets a message of the node for the store. The data is kept as it came. */
export function incomingMessage(message: NodeMessage, receivedAt: Millis): NewMessage {
  const text = decodeText(message.data)
  const kind = classify(text, message.serviceType)
  const countedSat = credible(message.amount)
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
    receivedAt,
    text,
    data: message.data,
    brought: countedSat > cost ? { amountMsat: satToMsat(sat(countedSat)), title: titleOf(text) } : undefined
  }
}

/** A DID that came with its document: replies need it. Undefined where the id of the sender says as much. */
function addressOf(key: string, from: Pubkey): string | undefined {
  const address = key.trim()
  return address.startsWith('did:') && address !== keyOf(from) && address.length <= MAX_KEY
    ? address
    : undefined
}

function titleOf(text: string | undefined): string {
  return text === undefined ? '' : visibleLine(text.slice(0, TITLE_FROM))
}

function decodeText(data: Uint8Array): string | undefined {
  try {
    return utf8.decode(data)
  } catch {
    return undefined
  }
}

/** What an amount counts in sums: nothing where it cannot be true. */
export function credible(amountSat: bigint): bigint {
  return amountSat > 0n && amountSat <= MAX_SAT ? amountSat : 0n
}

/** The id by which the node knows a message that it delivered; undefined where it gave none. */
export function givenId(id: MessageId): string | undefined {
  return MADE_HERE.test(id) ? undefined : id
}

const MADE_HERE = /^(?:derived|long):/u

/**
 * The node's id; where it sent none, one made of the message itself, so that the same message gets the same id. The store
 * tells a repeated delivery from the same words said again later.
 */
function idOf({ id, from, replyToId, serviceType, amount, data }: NodeMessage): MessageId {
  if (id !== '') return bounded(id, MAX_ID) as MessageId
  const hash = createHash('sha256')
  for (const part of [from, replyToId, serviceType, String(amount)]) hash.update(`${part.length}:${part}`)
  return `derived:${hash.update(data).digest('hex')}` as MessageId
}

/** What is too long for an id or a key is replaced by a hash of it, the same each time. */
function bounded(text: string, max: number): string {
  return text.length <= max ? text : `long:${createHash('sha256').update(text).digest('hex')}`
}

import { isUtf8 } from 'node:buffer'
import type { SubscribeResponse as SubscribeResponseV1 } from '../../proto-types/generated/v1/websocket/SubscribeResponse'
import type { SubscribeResponse as SubscribeResponseV2 } from '../../proto-types/generated/v2/websocket/SubscribeResponse'
import type { NodeMessage } from '../messages'

export type Generation = 1 | 2

const BASIC_MESSAGE = 'https://didcomm.org/basicmessage/2.0/message'

/** A message as the node's SubscribeResponse. The two generations use different messages on the same method. */
export function subscribeResponse(
  generation: Generation,
  message: NodeMessage,
  to: string
): SubscribeResponseV1 | SubscribeResponseV2 {
  return generation === 1 ? firstGeneration(message) : secondGeneration(message, to)
}

function firstGeneration(message: NodeMessage): SubscribeResponseV1 {
  return {
    id: message.id,
    reply_to_id: message.replyToId,
    from_pubkey: message.from?.pubkey ?? '',
    data: message.data,
    service_type: message.serviceType,
    amount: message.amountSat.toString()
  }
}

/** DIDComm as JSON. Text is a basic message; other services have types of their own, without a standard body. */
function secondGeneration(message: NodeMessage, to: string): SubscribeResponseV2 {
  const basic = message.serviceType === 'message' && isUtf8(message.data)
  const didcomm = {
    typ: 'application/didcomm-plain+json',
    id: message.id,
    thid: message.replyToId,
    pthid: '',
    type: basic ? BASIC_MESSAGE : `https://impervious.ai/didcomm/${message.serviceType}/1.0/message`,
    from: message.from?.did ?? '',
    to: [to],
    created_time: message.settledAt,
    expires_time: 0,
    body: basic ? { content: message.data.toString('utf8') } : { data: message.data.toString('base64') },
    attachments: null,
    // imp-daemon 0.4 intends to remove this field, but sends it.
    internal_metadata: { amount: Number(message.amountSat) }
  }
  return { data: Buffer.from(JSON.stringify(didcomm)), amount: message.amountSat.toString() }
}

import * as v from 'valibot'
import type { SendMessageResponse } from '../../proto-types/generated/v1/messaging/SendMessageResponse'
import { msat, type Msat } from '../../shared/money'
import { refused, type Backend, type SentMessage } from '../backend'
import type { Caller } from './caller'
import { feeTrailer } from './lightning'
import { Int64, unary, type UnaryMethod } from './method'
import type { Generation } from './subscribe-response'

const common = { amount: Int64, reply_to_id: v.string() }
const RequestV1 = v.object({ msg: v.instance(Uint8Array), pubkey: v.string(), ...common })
const RequestV2 = v.object({ msg: v.string(), did: v.string(), ...common })

/** Metadata of SendMessage: the client's own id of the message, so that a repeated request pays nothing again. */
export const DRAFT = 'imp-draft'
/** Metadata of SendMessage: the largest fee of each payment that the message is sent in, in msat. */
export const FEE_LIMIT = 'imp-fee-limit-msat'

const FeeLimit = v.pipe(
  v.string(),
  v.regex(/^\d{1,19}$/u),
  v.transform((digits): Msat => msat(BigInt(digits))),
  // LND takes it as an int64.
  v.check((limit) => limit < 2n ** 63n)
)

/** The methods for messages to other nodes. */
export function messagingMethods(backend: Backend, generation: Generation): readonly UnaryMethod[] {
  const path = '/messaging.Messaging/SendMessage'
  const respond = ({ id }: SentMessage): SendMessageResponse => ({ id })
  const send = async (to: string, data: Buffer, amountSat: bigint, replyToId: string, caller: Caller) => {
    const limit = v.safeParse(v.optional(FeeLimit), caller.metadata(FEE_LIMIT))
    if (!limit.success) return refused(`${FEE_LIMIT} must be an amount in msat`, 'invalid-request')
    const terms = { draft: draftOf(caller), feeLimitMsat: limit.output }
    return await backend.sendMessage({ to, data, amountSat, replyToId, ...terms })
  }
  return generation === 1
    ? [
        unary(
          path,
          RequestV1,
          ({ msg, pubkey, amount, reply_to_id }, caller) =>
            send(pubkey, Buffer.from(msg), amount, reply_to_id, caller),
          respond,
          feeTrailer
        )
      ]
    : [
        unary(
          path,
          RequestV2,
          ({ msg, did, amount, reply_to_id }, caller) =>
            send(did, Buffer.from(msg, 'utf8'), amount, reply_to_id, caller),
          respond,
          feeTrailer
        )
      ]
}

function draftOf(caller: Caller): string | undefined {
  const draft = caller.metadata(DRAFT)
  return draft === '' ? undefined : draft
}

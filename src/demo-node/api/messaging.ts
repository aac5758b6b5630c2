import * as v from 'valibot'
import type { SendMessageResponse } from '../../proto-types/generated/v1/messaging/SendMessageResponse'
import { msat } from '../../shared/money'
import { uuid, type Entropy } from '../entropy'
import type { Ledger } from '../ledger/ledger'
import { TEXT } from '../ledger/lnd-texts'
import { refused, type Outcome } from '../outcome'
import type { SentMessages } from '../sent-messages'
import type { Generation } from './dialect'
import { Int64, unary, type UnaryMethod } from './method'

/** A message is cut into payments of this many bytes, each of at least one satoshi. */
const BYTES_PER_PART = 900
const MAX_PARTS = 480

const common = { amount: Int64, reply_to_id: v.string() }
const RequestV1 = v.object({ msg: v.instance(Uint8Array), pubkey: v.string(), ...common })
const RequestV2 = v.object({ msg: v.string(), did: v.string(), ...common })

/** Messages to peers leave this node as keysend payments. */
export function messagingMethods(
  ledger: Ledger,
  generation: Generation,
  entropy: Entropy,
  sent: SentMessages
): readonly UnaryMethod[] {
  const path = '/messaging.Messaging/SendMessage'
  const send = (to: string, data: Buffer, asked: bigint, replyToId: string): Outcome<SendMessageResponse> => {
    const parts = Math.max(1, Math.ceil(data.length / BYTES_PER_PART))
    if (parts >= MAX_PARTS) return refused(TEXT.tooMuchData(MAX_PARTS * BYTES_PER_PART))
    const amount = asked === 0n ? 1n : asked
    if (amount < BigInt(parts)) return refused(TEXT.tooFewSats(amount, BigInt(parts)))
    const peer = ledger.peers.find(({ pubkey, did }) => to === (generation === 1 ? pubkey : did))
    const amountMsat = msat(amount * 1000n)
    if (peer === undefined || !ledger.sendKeysend(peer, amountMsat)) return refused(TEXT.noRoute)
    const id = uuid(entropy(`sent message/${sent.all().length + 1}`))
    sent.add({ id, to: peer, data, amountSat: amount, replyToId })
    return { ok: true, value: { id } }
  }

  return generation === 1
    ? [
        unary(path, RequestV1, ({ msg, pubkey, amount, reply_to_id }) =>
          send(pubkey, Buffer.from(msg), amount, reply_to_id)
        )
      ]
    : [
        unary(path, RequestV2, ({ msg, did, amount, reply_to_id }) =>
          send(did, Buffer.from(msg, 'utf8'), amount, reply_to_id)
        )
      ]
}

import * as v from 'valibot'
import type { SendMessageResponse } from '../../proto-types/generated/v1/messaging/SendMessageResponse'
import { msat } from '../../shared/money'
import { uuid, type Entropy } from '../entropy'
import type { Ledger } from '../ledger/ledger'
import { TEXT } from '../ledger/lnd-texts'
import { refused, type Outcome } from '../outcome'
import type { Generation } from './dialect'
import { Int64, unary, type UnaryMethod } from './method'

/** A message is cut into payments of this many bytes, each of at least one satoshi. */
const BYTES_PER_PART = 900
const MAX_PARTS = 480

const RequestV1 = v.object({ msg: v.instance(Uint8Array), pubkey: v.string(), amount: Int64 })
const RequestV2 = v.object({ msg: v.string(), did: v.string(), amount: Int64 })

/** Messages to peers leave this node as keysend payments; nobody here reads them. */
export function messagingMethods(
  ledger: Ledger,
  generation: Generation,
  entropy: Entropy
): readonly UnaryMethod[] {
  const path = '/messaging.Messaging/SendMessage'
  let count = 0

  const send = (to: string, bytes: number, asked: bigint): Outcome<SendMessageResponse> => {
    const parts = Math.max(1, Math.ceil(bytes / BYTES_PER_PART))
    if (parts >= MAX_PARTS) return refused(TEXT.tooMuchData(MAX_PARTS * BYTES_PER_PART))
    const amount = asked === 0n ? 1n : asked
    if (amount < BigInt(parts)) return refused(TEXT.tooFewSats(amount, BigInt(parts)))
    const peer = ledger.peers.find(({ pubkey, did }) => to === (generation === 1 ? pubkey : did))
    const amountMsat = msat(amount * 1000n)
    if (peer === undefined || !ledger.sendKeysend(peer, amountMsat)) return refused(TEXT.noRoute)
    count += 1
    return { ok: true, value: { id: uuid(entropy(`sent message/${count}`)) } }
  }

  return generation === 1
    ? [unary(path, RequestV1, ({ msg, pubkey, amount }) => send(pubkey, msg.length, amount))]
    : [unary(path, RequestV2, ({ msg, did, amount }) => send(did, Buffer.byteLength(msg), amount))]
}

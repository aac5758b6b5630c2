import { randomBytes } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type OutgoingMessage } from '../../backend'
import { Signature } from './answers'
import type { Journal } from './journal'
import { messageId, partRecord, RECORD, signedBytes, timeRecord } from './keysend-records'
import type { LndClient } from './lnd-client'
import { defaultFeeLimit, type LndPayments } from './payments'
import { msat } from '../../../shared/money'

/** As much text as an onion over eight hops holds beside the other records. */
const BYTES_PER_PART = 600
const MAX_PARTS = 480
/** LND's identity key. */
const IDENTITY_KEY = { key_family: 6, key_index: 0 }
const FINAL_CLTV_DELTA = 80

interface Part {
  readonly data: Buffer
  readonly preimage: Buffer
  readonly paymentHash: Buffer
}

/** Sends messages as signed keysends, each part written to the journal before it leaves. */
export class MessagesOut {
  readonly #parts: {
    readonly client: LndClient
    readonly payments: LndPayments
    readonly journal: Journal
    readonly pubkey: string
  }

  constructor(parts: {
    readonly client: LndClient
    readonly payments: LndPayments
    readonly journal: Journal
    /** This node's, in hex. */
    readonly pubkey: string
  }) {
    this.#parts = parts
  }

  async send({ to, data, amountSat, replyToId }: OutgoingMessage): Promise<BackendResult<{ id: string }>> {
    if (!/^0[23][0-9a-f]{64}$/.test(to)) return refused(`${to} is not a public key: 66 hex digits`)
    const parts = cut(data)
    const count = BigInt(parts.length)
    if (parts.length > MAX_PARTS) return refused(NODE_TEXT.tooMuchData(MAX_PARTS * BYTES_PER_PART))
    const amount = amountSat === 0n ? count : amountSat
    if (amount < count) return refused(NODE_TEXT.tooFewSats(amount, count))
    const id = messageId(parts[0]?.paymentHash.toString('hex') ?? '')
    for (const [index, part] of parts.entries()) {
      // The first part carries what cannot be divided evenly.
      const sats = amount / count + (index === 0 ? amount % count : 0n)
      const sent = await this.#sendPart({ id, to, part, index, parts, sats, replyToId })
      if (!sent.ok) return sent
    }
    return ok({ id })
  }

  async #sendPart(terms: {
    readonly id: string
    readonly to: string
    readonly part: Part
    readonly index: number
    readonly parts: readonly Part[]
    readonly sats: bigint
    readonly replyToId: string
  }): Promise<BackendResult<undefined>> {
    const { id, to, part, index, parts, sats, replyToId } = terms
    const { client, journal, payments, pubkey } = this.#parts
    const time = timeRecord(Date.now())
    const sender = Buffer.from(pubkey, 'hex')
    const recipient = Buffer.from(to, 'hex')
    const signed = await client.call(
      'signrpc.Signer/SignMessage',
      { msg: signedBytes(sender, recipient, time, part.data), key_loc: IDENTITY_KEY },
      Signature
    )
    if (!signed.ok) return signed
    const records: [bigint, Buffer][] = [
      [RECORD.preimage, part.preimage],
      [RECORD.text, part.data],
      [RECORD.signature, signed.value.signature],
      [RECORD.sender, sender],
      [RECORD.time, time]
    ]
    if (replyToId !== '') records.push([RECORD.replyTo, Buffer.from(replyToId)])
    const first = parts[0]
    if (parts.length > 1 && first !== undefined) {
      records.push([RECORD.part, partRecord(first.paymentHash, index + 1, parts.length)])
    }
    const amountMsat = msat(sats * 1000n)
    const paymentHash = part.paymentHash.toString('hex')
    const preimage = part.preimage.toString('hex')
    journal.addSent({
      paymentHash,
      preimage,
      messageId: id,
      number: index + 1,
      recipient: to,
      amountMsat,
      sentAt: Date.now()
    })
    const paid = await payments.once(paymentHash, {
      dest: recipient,
      amt_msat: amountMsat.toString(),
      payment_hash: part.paymentHash,
      final_cltv_delta: FINAL_CLTV_DELTA,
      dest_custom_records: Object.fromEntries(records.map(([type, value]) => [type.toString(), value])),
      // Other wallets read the first HTLC only.
      max_parts: 1,
      fee_limit_msat: defaultFeeLimit(amountMsat).toString()
    })
    return paid.ok ? ok(undefined) : paid
  }
}

/** Into parts of whole characters, where it is text. */
function cut(data: Buffer): readonly Part[] {
  const parts: Part[] = []
  let begin = 0
  do {
    let end = Math.min(begin + BYTES_PER_PART, data.length)
    while (end < data.length && end > begin + BYTES_PER_PART - 4 && ((data[end] ?? 0) & 0xc0) === 0x80)
      end -= 1
    const preimage = randomBytes(32)
    parts.push({ data: data.subarray(begin, end), preimage, paymentHash: Buffer.from(sha256(preimage)) })
    begin = end
  } while (begin < data.length)
  return parts
}

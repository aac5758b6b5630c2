import { createHash, randomBytes } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import type { MessageProgress } from '../../../shared/domain/outgoing'
import { MAX_PARTS, messageParts } from '../../../shared/message-cost'
import { msat, satToMsat, type Msat } from '../../../shared/money'
import { partAmounts, partBounds } from '../../../shared/message-parts'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type OutgoingMessage, type SentMessage } from '../../backend'
import { Signature } from './answers'
import { messageId, partRecord, RECORD, signedBytes, timeRecord } from './keysend-records'
import type { LndClient } from './lnd-client'
import { nothingSent } from './nothing-sent'
import type { LndPayments } from './payments'
import type { JournalMessage, KnownKeysend, SentJournal, SentKeysend } from './sent-journal'

/** LND's identity key. */
const IDENTITY_KEY = { key_family: 6, key_index: 0 }
const FINAL_CLTV_DELTA = 80

interface MessagePart {
  readonly data: Buffer
  /** The payment hash of the first part. 64 hex digits. */
  readonly firstHash: string
  /** From 1. */
  readonly number: number
  readonly total: number
}

interface Begun {
  readonly sent: JournalMessage
  readonly repeats: boolean
}

/**
 * Sends messages as signed keysends. Stores the preimages before it sends, and uses them again for a repeated request.
 */
export class MessagesOut {
  readonly #parts: {
    readonly client: LndClient
    readonly payments: LndPayments
    readonly journal: SentJournal
    readonly pubkey: string
  }
  /** The messages that are being sent now, by id. A repeated request joins the one under way. */
  readonly #sending = new Map<string, Promise<BackendResult<SentMessage>>>()

  constructor(parts: {
    readonly client: LndClient
    readonly payments: LndPayments
    readonly journal: SentJournal
    /** This node's, in hex. */
    readonly pubkey: string
  }) {
    this.#parts = parts
  }

  /**
   * Sends a message. A repeated request completes the earlier message: parts that arrived are not sent again, and the
   * other payments have the same hashes, so none is made twice. While the first request is under way, a repeated one gets
   * its answer, whatever largest fee it names.
   */
  async send(message: OutgoingMessage): Promise<BackendResult<SentMessage>> {
    const { to, data, amountSat } = message
    if (!/^0[23][0-9a-f]{64}$/.test(to)) return refused(`${to} is not a public key: 66 hex digits`)
    const count = messageParts(data.length)
    if (count > MAX_PARTS) return refused(NODE_TEXT.tooMuchData)
    const amount = amountSat === 0n ? 1n : amountSat
    if (amount < count) return refused(NODE_TEXT.tooFewSats(amount, BigInt(count)))
    const begun = this.#begin(message, amount, count)
    if (!begun.ok) return begun
    const { id, keysends, settled } = begun.value.sent
    if (settled) return ok({ id, feeMsat: sumOf(keysends) })
    const joined = this.#sending.get(id)
    if (joined !== undefined) return await joined
    const sending = this.#sendParts(message, begun.value, cut(data, count)).finally(() =>
      this.#sending.delete(id)
    )
    this.#sending.set(id, sending)
    return await sending
  }

  /** Undefined if the journal has no message with this draft. */
  progress(draft: string): MessageProgress | undefined {
    const message = this.#parts.journal.byDraft(draft)
    if (message === undefined) return undefined
    const { keysends, settled } = message
    const parts = keysends.length
    const feesMsat = feesOf(keysends)
    const arrived = settled ? parts : feesMsat.length
    return { parts, arrived, feesMsat: feesMsat.length === arrived ? feesMsat : undefined }
  }

  async #sendParts(
    message: OutgoingMessage,
    { sent, repeats }: Begun,
    parts: readonly Buffer[]
  ): Promise<BackendResult<SentMessage>> {
    const keysends: KnownKeysend[] = []
    const firstHash = sent.keysends[0]?.paymentHash ?? ''
    for (const [index, data] of parts.entries()) {
      const keysend = sent.keysends[index]
      if (keysend === undefined) return refused('the message was begun with fewer parts')
      if (keysend.feeMsat !== undefined) {
        keysends.push(keysend)
        continue
      }
      const paid = await this.#sendPart(message, keysend, {
        data,
        firstHash,
        number: index + 1,
        total: parts.length
      })
      if (paid.ok) {
        keysends.push({ ...keysend, feeMsat: paid.value })
        this.#write((journal) => journal.arrive(keysend.paymentHash, paid.value))
        continue
      }
      // A refusal of the first part is a refusal of the whole message, unless an earlier attempt may have sent it. If
      // LND reports the payment as failed, that settles the earlier attempt too: both have the same payment hash.
      if (index === 0 && (!repeats || paid.error.code === 'payment-failed')) return paid
      const reason = paid.error.detail ?? paid.error.code
      return refused(`part ${index + 1} of ${parts.length}: ${reason}`, paid.error.code)
    }
    this.#write((journal) => journal.settle(sent.id))
    return ok({ id: sent.id, feeMsat: sumOf(keysends) })
  }

  /** Finds the message in the journal or writes it there. After a failure nothing is sent. */
  #begin(message: OutgoingMessage, amountSat: bigint, count: number): BackendResult<Begun> {
    const { journal } = this.#parts
    const identity = { draft: message.draft, content: contentOf(message, amountSat) }
    try {
      const earlier = journal.find(identity)
      if (earlier === 'another') return refused(NODE_TEXT.otherContent)
      if (earlier !== undefined) return ok({ sent: earlier, repeats: true })
      const keysends = makeKeysends(amountSat, count)
      const id = messageId(keysends[0]?.paymentHash ?? '')
      journal.begin({ id, identity, recipient: message.to, keysends, at: Date.now() })
      const known = keysends.map((keysend) => ({ ...keysend, feeMsat: undefined }))
      return ok({ sent: { id, keysends: known, settled: false }, repeats: false })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return refused(`the message was not sent, because it cannot be stored: ${reason}`)
    }
  }

  #write(what: (journal: SentJournal) => void): void {
    try {
      what(this.#parts.journal)
    } catch {
      // A repeated request asks LND about the payments that the journal does not know, and learns that they were made.
    }
  }

  /** Resolves with the fee of the part. */
  async #sendPart(
    { to, replyToId, feeLimitMsat }: OutgoingMessage,
    keysend: SentKeysend,
    { data, firstHash, number, total }: MessagePart
  ): Promise<BackendResult<Msat>> {
    const { client, payments, pubkey } = this.#parts
    const time = timeRecord(Date.now())
    const sender = Buffer.from(pubkey, 'hex')
    const recipient = Buffer.from(to, 'hex')
    const signed = await client.call(
      'signrpc.Signer/SignMessage',
      { msg: signedBytes(sender, recipient, time, data), key_loc: IDENTITY_KEY },
      Signature
    )
    if (!signed.ok) return nothingSent(signed.error)
    const records: [bigint, Buffer][] = [
      [RECORD.preimage, Buffer.from(keysend.preimage, 'hex')],
      [RECORD.text, data],
      [RECORD.signature, signed.value.signature],
      [RECORD.sender, sender],
      [RECORD.time, time]
    ]
    if (replyToId !== '') records.push([RECORD.replyTo, Buffer.from(replyToId)])
    if (total > 1) records.push([RECORD.part, partRecord(Buffer.from(firstHash, 'hex'), number, total)])
    const { paymentHash, amountMsat } = keysend
    const paid = await payments.once({
      paymentHash,
      amountMsat,
      request: {
        dest: recipient,
        amt_msat: amountMsat.toString(),
        payment_hash: Buffer.from(paymentHash, 'hex'),
        final_cltv_delta: FINAL_CLTV_DELTA,
        dest_custom_records: Object.fromEntries(records.map(([type, value]) => [type.toString(), value])),
        // Other wallets read only the first HTLC.
        max_parts: 1,
        fee_limit_msat: (feeLimitMsat ?? payments.feeLimit(amountMsat)).toString()
      }
    })
    return paid.ok ? ok(paid.value.feeMsat) : paid
  }
}

function makeKeysends(amountSat: bigint, count: number): readonly SentKeysend[] {
  return partAmounts(amountSat, count).map((amount) => {
    const preimage = randomBytes(32)
    return {
      preimage: preimage.toString('hex'),
      paymentHash: Buffer.from(sha256(preimage)).toString('hex'),
      amountMsat: satToMsat(amount)
    }
  })
}

function contentOf({ to, data, replyToId }: OutgoingMessage, amountSat: bigint): string {
  return createHash('sha256').update(`${to} ${amountSat} ${replyToId}\n`).update(data).digest('hex')
}

/** The fees of the first parts, up to the first one that is not known to have arrived. */
function feesOf(keysends: readonly KnownKeysend[]): readonly Msat[] {
  const fees: Msat[] = []
  for (const { feeMsat } of keysends) {
    if (feeMsat === undefined) break
    fees.push(feeMsat)
  }
  return fees
}

/** Undefined if not every fee is known. */
function sumOf(keysends: readonly KnownKeysend[]): Msat | undefined {
  const fees = feesOf(keysends)
  return fees.length === keysends.length ? msat(fees.reduce((sum, fee) => sum + fee, 0n)) : undefined
}

function cut(data: Buffer, count: number): readonly Buffer[] {
  const bounds = partBounds(data, count)
  return Array.from({ length: count }, (_, index) => data.subarray(bounds[index], bounds[index + 1]))
}

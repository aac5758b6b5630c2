import type { MessageProgress } from '../../../shared/domain/outgoing'
import { msat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import type { MessageSource, NodeIdentity } from '../../messages'
import {
  refused,
  type Backend,
  type BackendInfo,
  type BackendResult,
  type KeysendTerms,
  type ListedInvoice,
  type OutgoingMessage,
  type OwnInvoice,
  type PaidInvoice,
  type PayTerms,
  type SettledInvoice,
  type SettledPayment,
  type TrackedPayment
} from '../../backend'
import { uuid, type Entropy } from './entropy'
import type { Ledger } from './ledger/ledger'
import { LND_TEXT } from './ledger/lnd-errors'
import { latestReturnOf } from './ledger/play-chain'
import type { SentMessages } from './sent-messages'

/** A message is split into payments of this many bytes, each of at least one satoshi. */
const BYTES_PER_PART = 900
const MAX_PARTS = 480
const NO_FEE = msat(0n)

export interface DemoBackendParts {
  readonly ledger: Ledger
  readonly messages: MessageSource
  readonly sent: SentMessages
  readonly entropy: Entropy
  /** Adds a listener that is called after every change of the ledger; returns a function that removes it. */
  readonly onLedgerChange: (listener: () => void) => () => void
  /**
   * Whether a second payment of an invoice gets the outcome of the first one, or is refused as by the original nodes.
   */
  readonly answersRepeats: boolean
  /** Whether peers are addressed by DID, as in the second generation, or by public key. */
  readonly addressedBy: 'pubkey' | 'did'
}

/** The backend of the demo node: a ledger with play money. Payments have no fee. */
export class DemoBackend implements Backend {
  readonly identity: NodeIdentity
  readonly messages: MessageSource
  readonly #parts: DemoBackendParts

  constructor(parts: DemoBackendParts) {
    this.#parts = parts
    this.messages = parts.messages
    const { pubkey, did } = parts.ledger.identity
    this.identity = { pubkey, did }
  }

  info(): Promise<BackendResult<BackendInfo>> {
    return settled(
      ok({
        pubkey: this.identity.pubkey,
        alias: 'Demo node',
        network: this.#parts.ledger.network,
        software: 'demo',
        syncedToChain: true,
        blockHeight: this.#parts.ledger.blockHeight
      })
    )
  }

  addInvoice(terms: {
    readonly amountMsat: Msat | undefined
    readonly memo: string
  }): Promise<BackendResult<{ bolt11: string }>> {
    return settled(this.#parts.ledger.generateInvoice(terms.amountMsat, terms.memo))
  }

  lookupInvoice(bolt11: string): Promise<BackendResult<OwnInvoice>> {
    const invoice = this.#parts.ledger.checkInvoice(bolt11)
    if (!invoice.ok) return settled(invoice)
    const { paymentHash, paid } = invoice.value
    return settled(ok({ paymentHash, paid: paid !== undefined }))
  }

  async pay({ bolt11, amountMsat }: PayTerms): Promise<BackendResult<PaidInvoice>> {
    const { payments } = this.#parts.ledger
    const first = this.#parts.answersRepeats ? payments.outcomeOf(bolt11, amountMsat) : undefined
    const paid = await (first ?? payments.pay(bolt11, amountMsat))
    return paid.ok ? ok({ preimage: paid.value, feeMsat: NO_FEE }) : paid
  }

  trackPayment(paymentHash: string): Promise<BackendResult<TrackedPayment>> {
    const payment = this.#parts.ledger.payments.byHash(paymentHash)
    if (payment === undefined) return settled(ok({ state: 'unknown' }))
    const { amountMsat, preimage } = payment
    switch (payment.state) {
      case 'in-flight':
        return settled(
          ok({ state: 'in-flight', amountMsat, latestReturn: latestReturnOf(payment.attemptedAt) })
        )
      case 'failed':
        return settled(ok({ state: 'failed', amountMsat, reason: NODE_TEXT.failedPayment }))
      case 'succeeded':
        return settled(ok({ state: 'succeeded', amountMsat, preimage: preimage ?? '', feeMsat: NO_FEE }))
    }
  }

  settledPayments(): Promise<BackendResult<readonly SettledPayment[]>> {
    const payments = this.#parts.ledger.payments
      .all()
      .flatMap(({ state, preimage, ...payment }) =>
        state === 'succeeded' && preimage !== undefined ? [{ ...payment, preimage }] : []
      )
    return settled(ok(payments))
  }

  invoices(limit: number): Promise<BackendResult<readonly ListedInvoice[]>> {
    return settled(ok(this.#parts.ledger.ownInvoices().slice(0, limit)))
  }

  spendable(): Promise<BackendResult<Msat>> {
    return settled(ok(this.#parts.ledger.channels.spendableMsat()))
  }

  receivable(): Promise<BackendResult<Msat>> {
    return settled(ok(this.#parts.ledger.channels.receivableMsat()))
  }

  estimateFee(): Promise<BackendResult<Msat>> {
    return settled(ok(NO_FEE))
  }

  estimateKeysendFee({ to }: KeysendTerms): Promise<BackendResult<Msat>> {
    return settled(
      this.#parts.ledger.peers.some(({ pubkey }) => pubkey === to) ? ok(NO_FEE) : refused(LND_TEXT.noRoute)
    )
  }

  /** Messages are sent as keysend payments to a peer. */
  sendMessage(message: OutgoingMessage): Promise<BackendResult<{ id: string }>> {
    return settled(this.#send(message))
  }

  /** All parts are sent at once, so a message has arrived as a whole or not at all. */
  messageProgress(draft: string): MessageProgress | undefined {
    const message = this.#parts.sent.all().find((one) => one.draft === draft)
    return message === undefined ? undefined : { parts: message.parts, arrived: message.parts }
  }

  watchInvoices(since: bigint | undefined, listener: (invoice: SettledInvoice) => void): () => void {
    let last = since ?? this.#settledInvoices().at(-1)?.settleIndex ?? 0n
    const tell = () => {
      for (const invoice of this.#settledInvoices()) {
        if (invoice.settleIndex <= last) continue
        last = invoice.settleIndex
        listener(invoice)
      }
    }
    const stop = this.#parts.onLedgerChange(tell)
    tell()
    return stop
  }

  close(): Promise<void> {
    this.#parts.ledger.payments.close()
    return Promise.resolve()
  }

  #send({ to, data, amountSat, replyToId, draft }: OutgoingMessage): BackendResult<{ id: string }> {
    const { ledger, addressedBy, entropy, sent, answersRepeats } = this.#parts
    const earlier = sent.all().find((one) => answersRepeats && draft !== undefined && one.draft === draft)
    if (earlier !== undefined) return ok({ id: earlier.id })
    const parts = Math.max(1, Math.ceil(data.length / BYTES_PER_PART))
    if (parts >= MAX_PARTS) return refused(NODE_TEXT.tooMuchData(MAX_PARTS * BYTES_PER_PART))
    const amount = amountSat === 0n ? 1n : amountSat
    if (amount < BigInt(parts)) return refused(NODE_TEXT.tooFewSats(amount, BigInt(parts)))
    const peer = ledger.peers.find((one) => to === one[addressedBy])
    const amountMsat = msat(amount * 1000n)
    if (peer === undefined || !ledger.sendKeysend(peer, amountMsat)) return refused(LND_TEXT.noRoute)
    const id = uuid(entropy(`sent message/${sent.all().length + 1}`))
    sent.add({ id, to: peer, data, parts, amountSat: amount, replyToId, draft })
    return ok({ id })
  }

  /** In the order of payment; the ledger numbers them from 1. */
  #settledInvoices(): readonly SettledInvoice[] {
    return this.#parts.ledger
      .ownInvoices()
      .flatMap(({ paid, paymentHash, bolt11 }) => (paid === undefined ? [] : [{ paid, paymentHash, bolt11 }]))
      .sort((one, other) => one.paid.settleIndex - other.paid.settleIndex)
      .map(({ paid, paymentHash, bolt11 }) => ({
        settleIndex: BigInt(paid.settleIndex),
        paymentHash,
        bolt11,
        amountMsat: paid.amountMsat,
        settledAt: Math.floor(paid.at / 1000)
      }))
  }
}

function settled<T>(value: T): Promise<T> {
  return Promise.resolve(value)
}

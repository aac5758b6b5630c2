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
  type SentMessage,
  type SettledInvoice,
  type SettledPayment,
  type TrackedPayment
} from '../../backend'
import type { Ledger } from './ledger/ledger'
import { LND_TEXT } from './ledger/lnd-errors'
import { blockTimeOf, latestReturnOf } from './ledger/play-chain'
import type { MessagesOut } from './messages-out'

const NO_FEE = msat(0n)

export interface DemoBackendParts {
  readonly ledger: Ledger
  readonly messages: MessageSource
  readonly out: MessagesOut
  /** The fee of each payment of a message. */
  readonly messageFeeMsat: Msat
  /** Adds a listener that is called after every change of the ledger; returns a function that removes it. */
  readonly onLedgerChange: (listener: () => void) => () => void
  /**
   * Whether a second payment of an invoice gets the outcome of the first one, or is refused as by the original nodes.
   */
  readonly answersRepeats: boolean
}

/** The backend of the demo node: a ledger with play money. Payments of invoices have no fee. */
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
        blockHeight: this.#parts.ledger.blockHeight,
        newestBlockAt: blockTimeOf(this.#parts.ledger.blockHeight)
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
    const { amountMsat, preimage, endedAt } = payment
    switch (payment.state) {
      case 'in-flight':
        return settled(
          ok({ state: 'in-flight', amountMsat, latestReturn: latestReturnOf(payment.attemptedAt) })
        )
      case 'failed':
        return settled(ok({ state: 'failed', amountMsat, reason: NODE_TEXT.failedPayment }))
      case 'succeeded':
        return settled(
          ok({
            state: 'succeeded',
            amountMsat,
            preimage: preimage ?? '',
            feeMsat: NO_FEE,
            succeededAt: endedAt === undefined ? undefined : Math.floor(endedAt / 1000)
          })
        )
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
      this.#parts.ledger.peers.some(({ pubkey }) => pubkey === to)
        ? ok(this.#parts.messageFeeMsat)
        : refused(LND_TEXT.noRoute)
    )
  }

  sendMessage(message: OutgoingMessage): Promise<BackendResult<SentMessage>> {
    return this.#parts.out.send(message)
  }

  messageProgress(draft: string): MessageProgress | undefined {
    return this.#parts.out.progress(draft)
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

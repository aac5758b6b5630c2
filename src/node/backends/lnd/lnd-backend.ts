import { decodeInvoice } from '../../../shared/bolt11'
import type { MessageProgress } from '../../../shared/domain/outgoing'
import { msat, msatToSatCeil, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import {
  refused,
  type Backend,
  type BackendFailure,
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
import type { NodeIdentity } from '../../messages'
import { Channels, FeeEstimate, PaymentPage, type Channel } from './answers'
import { receivableOf, spendableOf } from './channel-balance'
import { identifyLnd } from './identify-lnd'
import { InvoiceFeed } from './invoice-feed'
import type { Journal } from './journal'
import type { LndClient } from './lnd-client'
import { Mailbox } from './mailbox'
import { MessagesOut } from './messages-out'
import { OwnInvoices } from './own-invoices'
import { LndPayments } from './payments'
import { PrivateChannels } from './private-channels'

const LISTED_PAYMENTS = '1000'

/** The person's LND behind an IMP node. */
export class LndBackend implements Backend {
  readonly identity: NodeIdentity
  readonly messages: Mailbox
  readonly #client: LndClient
  readonly #journal: Journal
  readonly #invoices: OwnInvoices
  readonly #payments: LndPayments
  readonly #out: MessagesOut
  readonly #feed: InvoiceFeed

  constructor(parts: {
    readonly client: LndClient
    readonly journal: Journal
    /** This LND's public key, in hex. */
    readonly pubkey: string
    readonly feeLimit?: (amount: Msat) => Msat
    /** Called with the reason when LND's invoices cannot be read, and with undefined when they can be read again. */
    readonly onFailure: (failure: BackendFailure | undefined) => void
  }) {
    this.#client = parts.client
    this.#journal = parts.journal
    this.identity = { pubkey: parts.pubkey, did: '' }
    this.messages = new Mailbox(parts.journal, parts.pubkey)
    this.#invoices = new OwnInvoices(parts.client, new PrivateChannels(parts.client, parts.pubkey))
    this.#payments = new LndPayments(parts.client, parts)
    this.#out = new MessagesOut({ ...parts, journal: parts.journal.sent, payments: this.#payments })
    this.#feed = new InvoiceFeed({
      client: parts.client,
      journal: parts.journal,
      mailbox: this.messages,
      onFailure: parts.onFailure
    })
  }

  /** Begins to read LND's invoices, and reconnects until it is closed. */
  start(): void {
    this.#feed.start()
  }

  info(): Promise<BackendResult<BackendInfo>> {
    return identifyLnd(this.#client)
  }

  addInvoice(terms: {
    readonly amountMsat: Msat | undefined
    readonly memo: string
  }): Promise<BackendResult<{ bolt11: string }>> {
    return this.#invoices.add(terms)
  }

  lookupInvoice(bolt11: string): Promise<BackendResult<OwnInvoice>> {
    return this.#invoices.lookup(bolt11)
  }

  pay(terms: PayTerms): Promise<BackendResult<PaidInvoice>> {
    return this.#payments.pay(terms)
  }

  trackPayment(paymentHash: string): Promise<BackendResult<TrackedPayment>> {
    return this.#payments.track(paymentHash)
  }

  async settledPayments(): Promise<BackendResult<readonly SettledPayment[]>> {
    const page = await this.#client.call(
      'lnrpc.Lightning/ListPayments',
      { reversed: true, max_payments: LISTED_PAYMENTS, include_incomplete: false },
      PaymentPage
    )
    if (!page.ok) return page
    return ok(
      page.value.payments.map((payment) => ({
        paymentHash: payment.payment_hash,
        preimage: payment.payment_preimage,
        bolt11: payment.payment_request,
        amountMsat: payment.value_msat,
        createdAt: Number(payment.creation_time_ns / 1_000_000n)
      }))
    )
  }

  invoices(limit: number): Promise<BackendResult<readonly ListedInvoice[]>> {
    return this.#invoices.list(limit)
  }

  async spendable(): Promise<BackendResult<Msat>> {
    const active = await this.#activeChannels()
    return active.ok ? ok(spendableOf(active.value)) : active
  }

  async receivable(): Promise<BackendResult<Msat>> {
    const active = await this.#activeChannels()
    return active.ok ? ok(receivableOf(active.value)) : active
  }

  /** Estimates from LND's graph. Given an invoice, LND would send a real probe instead. */
  async estimateFee({ bolt11, amountMsat }: PayTerms): Promise<BackendResult<Msat>> {
    const decoded = decodeInvoice(bolt11)
    if (!decoded.ok) return refused(`invalid invoice: ${decoded.error.detail ?? decoded.error.code}`)
    return await this.#estimateFee(decoded.value.payee, decoded.value.amountMsat ?? amountMsat ?? msat(0n))
  }

  estimateKeysendFee({ to, amountMsat }: KeysendTerms): Promise<BackendResult<Msat>> {
    return this.#estimateFee(to, amountMsat)
  }

  sendMessage(message: OutgoingMessage): Promise<BackendResult<SentMessage>> {
    return this.#out.send(message)
  }

  messageProgress(draft: string): MessageProgress | undefined {
    return this.#out.progress(draft)
  }

  watchInvoices(since: bigint | undefined, listener: (invoice: SettledInvoice) => void): () => void {
    return this.messages.watchInvoices(since, listener)
  }

  close(): Promise<void> {
    this.#feed.close()
    this.messages.endAll()
    this.#client.close()
    this.#journal.close()
    return Promise.resolve()
  }

  async #estimateFee(dest: string, amount: Msat): Promise<BackendResult<Msat>> {
    const estimate = await this.#client.call(
      'routerrpc.Router/EstimateRouteFee',
      { dest: Buffer.from(dest, 'hex'), amt_sat: msatToSatCeil(amount).toString() },
      FeeEstimate
    )
    return estimate.ok ? ok(estimate.value.routing_fee_msat) : estimate
  }

  async #activeChannels(): Promise<BackendResult<readonly Channel[]>> {
    const listed = await this.#client.call('lnrpc.Lightning/ListChannels', { active_only: true }, Channels)
    return listed.ok ? ok(listed.value.channels) : listed
  }
}

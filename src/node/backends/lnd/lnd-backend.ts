import { decodeInvoice, type Network } from '../../../shared/bolt11'
import { msat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import {
  refused,
  type Backend,
  type BackendFailure,
  type BackendInfo,
  type BackendResult,
  type ListedInvoice,
  type OutgoingMessage,
  type OwnInvoice,
  type PaidInvoice,
  type PayTerms,
  type SettledInvoice,
  type SettledPayment,
  type TrackedPayment
} from '../../backend'
import type { NodeIdentity } from '../../messages'
import {
  Added,
  Channels,
  FeeEstimate,
  Info,
  Invoice,
  InvoicePage,
  NodeChannels,
  PaymentPage,
  type Channel
} from './answers'
import { receivableOf, spendableOf } from './channel-balance'
import { InvoiceFeed } from './invoice-feed'
import type { Journal } from './journal'
import type { LndClient } from './lnd-client'
import { Mailbox } from './mailbox'
import { MessagesOut } from './messages-out'
import { LndPayments } from './payments'

const LISTED_PAYMENTS = '1000'

/** Asks an LND who it is: the first call, and a check of address, certificate and macaroon. */
export async function identifyLnd(client: LndClient): Promise<BackendResult<BackendInfo>> {
  const info = await client.call('lnrpc.Lightning/GetInfo', {}, Info)
  if (!info.ok) return info
  const { identity_pubkey, alias, version, block_height, synced_to_chain, chains } = info.value
  const network = networkOf(chains[0]?.network ?? '')
  if (network === undefined)
    return refused(`LND is on a network that is not known: ${chains[0]?.network ?? ''}`)
  return ok({
    pubkey: identity_pubkey,
    alias,
    network,
    software: `lnd ${version.split(' ')[0] ?? version}`,
    syncedToChain: synced_to_chain,
    blockHeight: block_height
  })
}

/** The network by the name that LND gives it. */
export function networkOf(name: string): Network | undefined {
  switch (name) {
    case 'mainnet':
    case 'signet':
    case 'regtest':
      return name
    case 'testnet':
    case 'testnet3':
    case 'testnet4':
      return 'testnet'
    default:
      return undefined
  }
}

/** The person's LND behind an IMP node. */
export class LndBackend implements Backend {
  readonly identity: NodeIdentity
  readonly messages: Mailbox
  readonly #client: LndClient
  readonly #journal: Journal
  readonly #payments: LndPayments
  readonly #out: MessagesOut
  readonly #feed: InvoiceFeed

  constructor(parts: {
    readonly client: LndClient
    readonly journal: Journal
    /** This LND's public key, in hex. */
    readonly pubkey: string
    readonly feeLimit?: (amount: Msat) => Msat
    /** Hears why LND's invoices cannot be read at this moment, and undefined when they can again. */
    readonly onFailure: (failure: BackendFailure | undefined) => void
  }) {
    this.#client = parts.client
    this.#journal = parts.journal
    this.identity = { pubkey: parts.pubkey, did: '' }
    this.messages = new Mailbox(parts.journal, parts.pubkey)
    this.#payments = new LndPayments(parts.client, parts.feeLimit)
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

  async addInvoice(terms: {
    readonly amountMsat: Msat | undefined
    readonly memo: string
  }): Promise<BackendResult<{ bolt11: string }>> {
    const isPrivate = await this.#hasOnlyPrivateChannels()
    if (!isPrivate.ok) return isPrivate
    const added = await this.#client.call(
      'lnrpc.Lightning/AddInvoice',
      { value_msat: (terms.amountMsat ?? 0n).toString(), memo: terms.memo, private: isPrivate.value },
      Added
    )
    return added.ok ? ok({ bolt11: added.value.payment_request }) : added
  }

  async lookupInvoice(bolt11: string): Promise<BackendResult<OwnInvoice>> {
    const decoded = decodeInvoice(bolt11)
    if (!decoded.ok) return refused(NODE_TEXT.noInvoice, 'not-found')
    const { paymentHash } = decoded.value
    const found = await this.#client.call(
      'lnrpc.Lightning/LookupInvoice',
      { r_hash: Buffer.from(paymentHash, 'hex') },
      Invoice
    )
    if (!found.ok) {
      const missing =
        found.error.code === 'not-found' ||
        /unable to locate invoice|there are no existing/.test(found.error.detail ?? '')
      return missing ? refused(NODE_TEXT.noInvoice, 'not-found') : found
    }
    if (found.value.payment_request !== bolt11) return refused(NODE_TEXT.noInvoice, 'not-found')
    return ok({ paymentHash, paid: found.value.state === 'SETTLED' })
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

  async invoices(limit: number): Promise<BackendResult<readonly ListedInvoice[]>> {
    const page = await this.#client.call(
      'lnrpc.Lightning/ListInvoices',
      { reversed: true, num_max_invoices: limit.toString() },
      InvoicePage
    )
    if (!page.ok) return page
    return ok(
      page.value.invoices.map((invoice) => ({
        index: Number(invoice.add_index),
        bolt11: invoice.payment_request,
        paymentHash: invoice.r_hash,
        preimage: invoice.r_preimage,
        amountMsat: invoice.value_msat === 0n ? undefined : invoice.value_msat,
        memo: invoice.memo,
        createdAt: invoice.creation_date,
        expirySeconds: invoice.expiry,
        paid:
          invoice.state === 'SETTLED'
            ? { at: invoice.settle_date * 1000, amountMsat: invoice.amt_paid_msat }
            : undefined
      }))
    )
  }

  async spendable(): Promise<BackendResult<Msat>> {
    const active = await this.#activeChannels()
    return active.ok ? ok(spendableOf(active.value)) : active
  }

  async receivable(): Promise<BackendResult<Msat>> {
    const active = await this.#activeChannels()
    return active.ok ? ok(receivableOf(active.value)) : active
  }

  /** From LND's graph: with an invoice LND would really probe the route. */
  async estimateFee({ bolt11, amountMsat }: PayTerms): Promise<BackendResult<Msat>> {
    const decoded = decodeInvoice(bolt11)
    if (!decoded.ok) return refused(`invalid invoice: ${decoded.error.detail ?? decoded.error.code}`)
    const amount = decoded.value.amountMsat ?? amountMsat ?? msat(0n)
    const estimate = await this.#client.call(
      'routerrpc.Router/EstimateRouteFee',
      { dest: Buffer.from(decoded.value.payee, 'hex'), amt_sat: ((amount + 999n) / 1000n).toString() },
      FeeEstimate
    )
    return estimate.ok ? ok(estimate.value.routing_fee_msat) : estimate
  }

  sendMessage(message: OutgoingMessage): Promise<BackendResult<{ id: string }>> {
    return this.#out.send(message)
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

  async #activeChannels(): Promise<BackendResult<readonly Channel[]>> {
    const listed = await this.#client.call('lnrpc.Lightning/ListChannels', { active_only: true }, Channels)
    return listed.ok ? ok(listed.value.channels) : listed
  }

  /** An invoice then needs hints, or no payer finds the way. LND lists a node's announced channels only. */
  async #hasOnlyPrivateChannels(): Promise<BackendResult<boolean>> {
    const node = await this.#client.call(
      'lnrpc.Lightning/GetNodeInfo',
      { pub_key: this.identity.pubkey, include_channels: true },
      NodeChannels
    )
    if (node.ok) return ok(node.value.channels.length === 0)
    return node.error.code === 'not-found' ? ok(true) : node
  }
}

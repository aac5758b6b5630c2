import type { Network } from '../../../../shared/domain/network'
import { MEMO_MAX_BYTES } from '../../../../shared/domain/invoice'
import type { Msat } from '../../../../shared/money'
import type { Changes } from '../changes'
import type { Entropy } from '../entropy'
import type { Identity } from '../identity'
import { NODE_TEXT } from '../../../api/errors'
import { refused, type BackendResult } from '../../../backend'
import type { Peer } from '../peers'
import { Channels } from './channels'
import { Invoices, isExpired, type Invoice } from './invoices'
import { LND_TEXT } from './lnd-errors'
import { Payments } from './payments'
import { blockHeightAt } from './play-chain'

/** All bitcoin that will ever exist. */
const MAX_INVOICE_MSAT = 2_100_000_000_000_000_000n

export interface LedgerParts {
  readonly identity: Identity
  readonly peers: readonly Peer[]
  readonly entropy: Entropy
  readonly changes: Changes
  readonly now: () => number
  readonly network: Network
  readonly flightMs: number
  readonly invoiceExpirySeconds: number
}

export interface PeerPayment {
  readonly payer: Peer
  readonly amountMsat: Msat
}

/** The Lightning node below the IMP node: its identity, channels and payments, its invoices and those of its peers. */
export class Ledger {
  readonly identity: Identity
  readonly peers: readonly Peer[]
  readonly network: Network
  readonly channels: Channels
  readonly invoices: Invoices
  readonly payments: Payments
  readonly #parts: LedgerParts

  constructor(parts: LedgerParts) {
    this.#parts = parts
    this.identity = parts.identity
    this.peers = parts.peers
    this.network = parts.network
    this.channels = new Channels(parts.peers)
    this.invoices = new Invoices(parts.entropy)
    this.payments = new Payments({
      ...parts,
      pubkey: parts.identity.pubkey,
      channels: this.channels,
      invoices: this.invoices
    })
  }

  /** The current block height of the play chain. */
  get blockHeight(): number {
    return blockHeightAt(this.#parts.now())
  }

  peer(name: string): Peer | undefined {
    return this.peers.find((peer) => peer.name === name)
  }

  /** This node's own invoices. */
  ownInvoices(): readonly Invoice[] {
    return this.invoices.of(this.identity.pubkey)
  }

  /** Without an amount the payer chooses it. Refuses what LND's AddInvoice refuses. */
  generateInvoice(amountMsat: Msat | undefined, memo: string): BackendResult<Invoice> {
    if (amountMsat !== undefined && amountMsat < 0n) return refused(LND_TEXT.negativeAmount)
    if (amountMsat !== undefined && amountMsat > MAX_INVOICE_MSAT)
      return refused(LND_TEXT.amountTooLarge(amountMsat, MAX_INVOICE_MSAT))
    const memoBytes = Buffer.byteLength(memo)
    if (memoBytes > MEMO_MAX_BYTES) return refused(LND_TEXT.memoTooLarge(memoBytes, MEMO_MAX_BYTES))
    const invoice = this.invoices.issue(this.identity, {
      network: this.#parts.network,
      amountMsat,
      memo,
      createdAt: Math.floor(this.#parts.now() / 1000),
      expirySeconds: this.#parts.invoiceExpirySeconds
    })
    this.#parts.changes.notify()
    return { ok: true, value: invoice }
  }

  /** Finds one of this node's invoices by its exact text. */
  checkInvoice(bolt11: string): BackendResult<Invoice> {
    const invoice = this.invoices.byText(bolt11)
    if (invoice?.payee !== this.identity.pubkey) return refused(NODE_TEXT.noInvoice)
    return { ok: true, value: invoice }
  }

  /**
   * A peer pays one of this node's invoices; without a name the first peer that can. `amountMsat` is for an invoice
   * without one. The failures are the payer's, so their texts are ours.
   */
  receive(bolt11: string, amountMsat?: Msat, payerName?: string): BackendResult<PeerPayment> {
    const invoice = this.invoices.byText(bolt11)
    if (invoice?.payee !== this.identity.pubkey) return refused(NODE_TEXT.noInvoice)
    if (invoice.paid !== undefined) return refused(LND_TEXT.alreadyPaid)
    if (isExpired(invoice, this.#parts.now())) return refused('invoice expired')
    const amount = invoice.amountMsat ?? amountMsat
    if (amount === undefined || amount <= 0n) return refused(LND_TEXT.zeroAmount)
    const payers = payerName === undefined ? this.peers : this.peers.filter(({ name }) => name === payerName)
    const payer = payers.find(({ pubkey }) => this.channels.receive(pubkey, amount))
    if (payer === undefined) return refused('no peer has enough on its side of a channel')
    this.invoices.markPaid(invoice.paymentHash, {
      at: this.#parts.now(),
      amountMsat: amount,
      payer: payer.pubkey
    })
    this.#parts.changes.notify()
    return { ok: true, value: { payer, amountMsat: amount } }
  }

  /** Pays without an invoice, as for messages; false if the amount cannot be sent. */
  sendKeysend(peer: Peer, amountMsat: Msat): boolean {
    if (!this.channels.offer(peer.pubkey, amountMsat)) return false
    this.channels.settle(peer.pubkey, amountMsat)
    this.#parts.changes.notify()
    return true
  }

  /**
   * Receives the amount of a peer's message. Nothing moves if the peer does not have enough, because tests send absurd
   * amounts.
   */
  receiveKeysend(peer: Peer, amountMsat: Msat): void {
    if (amountMsat > 0n && this.channels.receive(peer.pubkey, amountMsat)) this.#parts.changes.notify()
  }
}

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Network } from '../../../../shared/domain/network'
import type { Msat } from '../../../../shared/money'
import { encodeInvoice } from '../bolt11/encode'
import type { Entropy } from '../entropy'
import type { Identity } from '../identity'

/** LND's default, in blocks. */
const MIN_FINAL_CLTV_EXPIRY = 80
/** var_onion_optin and payment_secret required, basic_mpp optional, like LND's invoices (BOLT9). */
const FEATURE_BITS = [8, 14, 17]

export interface Invoice {
  /** Numbered from 1, over the invoices of this node and its peers. */
  readonly index: number
  /** The payee's public key. */
  readonly payee: string
  readonly bolt11: string
  /** Hex, like the preimage. */
  readonly paymentHash: string
  readonly preimage: string
  /** Undefined: the payer chooses the amount. */
  readonly amountMsat: Msat | undefined
  readonly memo: string
  /** Unix time in seconds. */
  readonly createdAt: number
  readonly expirySeconds: number
  readonly paid: PaidInvoice | undefined
}

export interface PaidInvoice {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly amountMsat: Msat
  /** The payer's public key. */
  readonly payer: string
  /** Numbers the paid invoices from 1, over those of this node and its peers. */
  readonly settleIndex: number
}

export interface InvoiceTerms {
  readonly network: Network
  readonly amountMsat: Msat | undefined
  readonly memo: string
  /** The invoice then contains only the SHA-256 of the memo. */
  readonly hashMemo?: boolean
  readonly createdAt: number
  readonly expirySeconds: number
}

export function isExpired(invoice: Invoice, nowMs: number): boolean {
  return nowMs >= (invoice.createdAt + invoice.expirySeconds) * 1000
}

/** All invoices of this node and its peers, with the preimages that prove their payment. */
export class Invoices {
  readonly #entropy: Entropy
  readonly #byHash = new Map<string, Invoice>()
  readonly #byText = new Map<string, string>()

  constructor(entropy: Entropy) {
    this.#entropy = entropy
  }

  all(): readonly Invoice[] {
    return [...this.#byHash.values()]
  }

  of(payee: string): readonly Invoice[] {
    return this.all().filter((invoice) => invoice.payee === payee)
  }

  byHash(paymentHash: string): Invoice | undefined {
    return this.#byHash.get(paymentHash)
  }

  /** Finds an invoice by its exact text, as the node compares it. */
  byText(bolt11: string): Invoice | undefined {
    const hash = this.#byText.get(bolt11)
    return hash === undefined ? undefined : this.#byHash.get(hash)
  }

  issue(payee: Identity, terms: InvoiceTerms): Invoice {
    const index = this.#byHash.size + 1
    const preimage = this.#entropy(`preimage/${index}`)
    const paymentHash = sha256(preimage)
    const invoice: Invoice = {
      index,
      payee: payee.pubkey,
      bolt11: encodeInvoice({
        network: terms.network,
        amountMsat: terms.amountMsat,
        timestamp: terms.createdAt,
        paymentHash: bytesToHex(paymentHash),
        paymentSecret: bytesToHex(this.#entropy(`payment secret/${index}`)),
        ...(terms.hashMemo === true
          ? { descriptionHash: bytesToHex(sha256(utf8ToBytes(terms.memo))) }
          : { description: terms.memo }),
        expirySeconds: terms.expirySeconds,
        minFinalCltvExpiry: MIN_FINAL_CLTV_EXPIRY,
        featureBits: FEATURE_BITS,
        privateKey: payee.privateKey
      }),
      paymentHash: bytesToHex(paymentHash),
      preimage: bytesToHex(preimage),
      amountMsat: terms.amountMsat,
      memo: terms.memo,
      createdAt: terms.createdAt,
      expirySeconds: terms.expirySeconds,
      paid: undefined
    }
    this.restore(invoice)
    return invoice
  }

  markPaid(paymentHash: string, paid: Omit<PaidInvoice, 'settleIndex'>): void {
    const invoice = this.#byHash.get(paymentHash)
    if (invoice === undefined) return
    const settleIndex = 1 + Math.max(0, ...this.all().map((one) => one.paid?.settleIndex ?? 0))
    this.#byHash.set(paymentHash, { ...invoice, paid: { ...paid, settleIndex } })
  }

  /** Restores a saved invoice. */
  restore(invoice: Invoice): void {
    this.#byHash.set(invoice.paymentHash, invoice)
    this.#byText.set(invoice.bolt11, invoice.paymentHash)
  }
}

import { paymentHashOf } from '../../../shared/bolt11'
import type { Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type ListedInvoice, type OwnInvoice } from '../../backend'
import { Added, Invoice, InvoicePage } from './answers'
import type { LndClient } from './lnd-client'
import { isMissingInvoice } from './lnd-failure'
import type { PrivateChannels } from './private-channels'

const NO_INVOICE = refused(NODE_TEXT.noInvoice, 'not-found')

/** The invoices that this LND issues. */
export class OwnInvoices {
  readonly #client: LndClient
  readonly #privateChannels: PrivateChannels

  constructor(client: LndClient, privateChannels: PrivateChannels) {
    this.#client = client
    this.#privateChannels = privateChannels
  }

  /** Without an amount the payer chooses it. */
  async add(terms: {
    readonly amountMsat: Msat | undefined
    readonly memo: string
  }): Promise<BackendResult<{ bolt11: string }>> {
    const isPrivate = await this.#privateChannels.only()
    if (!isPrivate.ok) return isPrivate
    const added = await this.#client.call(
      'lnrpc.Lightning/AddInvoice',
      { value_msat: (terms.amountMsat ?? 0n).toString(), memo: terms.memo, private: isPrivate.value },
      Added
    )
    return added.ok ? ok({ bolt11: added.value.payment_request }) : added
  }

  /** Finds an invoice by its exact text. */
  async lookup(bolt11: string): Promise<BackendResult<OwnInvoice>> {
    const paymentHash = paymentHashOf(bolt11)
    if (paymentHash === undefined) return NO_INVOICE
    const found = await this.#client.call(
      'lnrpc.Lightning/LookupInvoice',
      { r_hash: Buffer.from(paymentHash, 'hex') },
      Invoice
    )
    if (!found.ok) return isMissingInvoice(found.error) ? NO_INVOICE : found
    if (found.value.payment_request !== bolt11) return NO_INVOICE
    return ok({ paymentHash, paid: found.value.state === 'SETTLED' })
  }

  /** Lists at most `limit` of the newest invoices, oldest first. */
  async list(limit: number): Promise<BackendResult<readonly ListedInvoice[]>> {
    const page = await this.#client.call(
      'lnrpc.Lightning/ListInvoices',
      { reversed: true, num_max_invoices: limit.toString() },
      InvoicePage
    )
    return page.ok ? ok(page.value.invoices.map(listed)) : page
  }
}

function listed(invoice: Invoice): ListedInvoice {
  return {
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
  }
}

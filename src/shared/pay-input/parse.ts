import { decodeInvoice, scanForInvoices } from '../bolt11'
import type { InvoiceErrorCode } from '../domain/invoice-error'
import { findBip21 } from '../bolt11/bip21'
import type { Failure } from '../result'
import { isOnChainAddress } from './on-chain-address'

/** The payment request in a pasted, dropped, scanned or linked text. */
export type PayInput =
  /** One or more valid invoices: lower case, in the order of the text. */
  | { readonly kind: 'invoices'; readonly invoices: readonly string[] }
  /** Looks like an invoice but is not valid. */
  | { readonly kind: 'damaged-invoice'; readonly error: Failure<InvoiceErrorCode> }
  /** A `bitcoin:` link with an unknown required parameter. BIP 21 forbids to use any part of it. */
  | { readonly kind: 'bip21-unknown-required'; readonly name: string }
  /** Known payment formats that a node's PayInvoice cannot pay. */
  | { readonly kind: 'lnurl' | 'lightning-address' | 'bolt12' | 'on-chain' }
  | { readonly kind: 'nothing' }

const LNURL = /(?<![a-z0-9])(?:lnurl1[02-9ac-hj-np-z]{20,}|(?:lnurl[pwc]|keyauth):\/\/\S)/i
/** Offer, invoice request and invoice of BOLT12. */
const BOLT12 = /(?<![a-z0-9])ln[ori]1[02-9ac-hj-np-z]{20,}/i
/** Also in the form of BIP 353, with a leading ₿. */
const LIGHTNING_ADDRESS = /^₿?[a-z0-9._+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,10}[a-z0-9-]{2,63}$/i
const LIGHTNING_LINK = /^lightning:(?:\/\/)?(\S*)$/i

/** Recognises the payment request in a text. Never throws; takes linear time. */
export function parsePayInput(text: string): PayInput {
  const { invoices, damaged } = scanForInvoices(text)
  if (invoices.length > 0) return { kind: 'invoices', invoices: invoices.map(({ invoice }) => invoice) }

  const onChainLinks = findBip21(text)
  for (const { unknownRequired: name } of onChainLinks) {
    if (name !== undefined) return { kind: 'bip21-unknown-required', name }
  }
  if (damaged !== undefined) return { kind: 'damaged-invoice', error: damaged }
  if (LNURL.test(text)) return { kind: 'lnurl' }
  if (BOLT12.test(text)) return { kind: 'bolt12' }
  if (onChainLinks.length > 0) return { kind: 'on-chain' }

  const trimmed = text.trim()
  const linked = LIGHTNING_LINK.exec(trimmed)?.[1]
  const word = linked ?? trimmed
  if (LIGHTNING_ADDRESS.test(word)) return { kind: 'lightning-address' }
  if (linked !== undefined) {
    const decoded = decodeInvoice(linked)
    if (!decoded.ok) return { kind: 'damaged-invoice', error: decoded.error }
  }
  return isOnChainAddress(word) ? { kind: 'on-chain' } : { kind: 'nothing' }
}

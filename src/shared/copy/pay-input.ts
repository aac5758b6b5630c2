import type { PayInputView } from '../domain/pay-card'
import { MAX_INPUT_LENGTH } from '../pay-input/limits'
import { invoiceErrorMessage } from './invoice'

export interface PayInputMessage {
  readonly title: string
  readonly text: string
}

/**
 * Payment formats that the wallet recognises and the node cannot pay. The message explains them instead of only
 * refusing.
 */
const KNOWN: Record<'lnurl' | 'lightning-address' | 'bolt12' | 'on-chain', PayInputMessage> = {
  lnurl: {
    title: 'This is an LNURL, not an invoice',
    text: 'Your node pays invoices only, so nothing was sent. Open the LNURL in a wallet that knows it, or ask the payee for an invoice.'
  },
  'lightning-address': {
    title: 'This is a Lightning Address, not an invoice',
    text: 'Your node pays invoices only, so nothing was sent. Ask the payee for an invoice with the amount in it.'
  },
  bolt12: {
    title: 'This is a BOLT12 offer, not an invoice',
    text: 'Your node cannot pay offers, so nothing was sent. Ask the payee for a BOLT11 invoice; it starts with lnbc.'
  },
  'on-chain': {
    title: 'This is an on-chain address',
    text: 'Your node pays over Lightning only, so nothing was sent. Ask the payee for an invoice, or use a wallet that sends on-chain.'
  }
}

/** The note below the field that explains the input; undefined if the field itself shows an error. */
export function payInputNote(view: PayInputView | undefined): PayInputMessage | undefined {
  switch (view?.kind) {
    case 'lnurl':
    case 'lightning-address':
    case 'bolt12':
    case 'on-chain':
      return KNOWN[view.kind]
    case 'bip21-unknown-required':
      return {
        title: 'This link requires something the wallet does not know',
        text: `It must not be used without “${view.name}”. Nothing was sent. Ask the payee for a plain invoice.`
      }
    default:
      return undefined
  }
}

/** The error to show at the field. */
export function payInputError(view: PayInputView | undefined): string | undefined {
  switch (view?.kind) {
    case 'damaged-invoice':
      return invoiceErrorMessage[view.code]
    case 'nothing':
      return invoiceErrorMessage['not-an-invoice']
    default:
      return undefined
  }
}

/** The text is longer than the wallet reads. */
export const INPUT_TOO_LONG = `This text is too long: the wallet reads up to ${MAX_INPUT_LENGTH.toLocaleString('en-US')} characters. Nothing was sent. Copy only the invoice.`
export const CLIPBOARD_EMPTY = 'There is no text on the clipboard. Copy the invoice first.'
/** Why no text could be read from an image. */
export const imageErrorMessage = {
  'not-an-image': 'This file cannot be read as an image. Use a PNG or JPEG, or paste the text.',
  'no-code': 'No QR code was found in this image. Use a sharper or larger one, or paste the text.'
}

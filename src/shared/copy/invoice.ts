import type { InvoiceErrorCode } from '../domain/invoice-error'
import type { Network } from '../domain/network'
import { MEMO_MAX_BYTES, type CreateInvoiceFailure } from '../domain/invoice'
import type { UserMessage } from './user-message'

/** Why no invoice was created. */
export const createInvoiceMessage: Record<CreateInvoiceFailure, UserMessage> = {
  'bad-amount': {
    title: 'The node cannot make an invoice for this amount',
    money: 'Nothing was created.',
    next: 'Change the amount and try again.'
  },
  'memo-too-long': {
    title: 'The memo is too long',
    money: 'Nothing was created.',
    next: `An invoice holds ${MEMO_MAX_BYTES} bytes. Shorten the memo.`
  },
  'not-connected': {
    title: 'Not connected to your node',
    money: 'Nothing was created.',
    next: 'Create it when you are connected again. See the connection status at the lower left.'
  },
  'node-refused': {
    title: 'The node refused to make this invoice',
    money: 'Nothing was created.',
    next: 'The amount may be above what its channels can receive. Try a smaller one.'
  },
  'node-silent': {
    title: 'The node did not answer',
    what: 'It may have made an invoice that the wallet never saw.',
    money: 'Nobody can pay an invoice they were not given.',
    next: 'Try again.'
  },
  'invoice-mismatch': {
    title: 'The node made a different invoice from the one you asked for',
    what: 'Its amount or memo differs.',
    money: 'It is not shown, so nobody can pay it by mistake.',
    next: 'Check the connection to your node before you continue.'
  },
  'wrong-node': {
    title: 'This invoice comes from a node that is not yours',
    what: 'Its key or network is not the one the wallet knows from your node.',
    money: 'It is not shown, so no money can go to the wrong place.',
    next: 'Check the tunnel or the address in Settings.'
  },
  'store-failed': {
    title: 'The invoice could not be saved',
    what: 'The wallet shows nothing that it cannot save first.',
    money: 'Nobody was given the invoice.',
    next: 'Check that the disk is not full, then try again.'
  }
}

/** Why a text that looks like an invoice cannot be paid, and what to do. One or two sentences. */
export const invoiceErrorMessage: Record<InvoiceErrorCode, string> = {
  'not-an-invoice':
    'This is not an invoice. Invoices start with lnbc, or on test networks with lntb, lntbs or lnbcrt.',
  'too-long': 'This is longer than any invoice. Copy only the invoice itself.',
  truncated: 'The end of the invoice is missing. Copy the whole invoice again.',
  'mixed-case': 'Upper and lower case are mixed, so the invoice was changed on the way. Copy it again.',
  'bad-character': 'It contains a character that no invoice has. Copy it again.',
  'bad-checksum': 'The invoice is damaged: a character is wrong or missing. Copy it again.',
  'unknown-network': 'This invoice is for a network the wallet does not know. Ask for a Bitcoin invoice.',
  'bad-amount': 'The amount in this invoice makes no sense. Ask the payee for a new one.',
  'sub-msat-amount': 'The amount is smaller than what can be sent. Ask the payee for a new invoice.',
  'malformed-field': 'This invoice was not made correctly. Ask the payee for a new one.',
  'bad-description': 'The description in this invoice is not text. Ask the payee for a new one.',
  'bad-signature':
    'The signature does not match, so the invoice was changed after it was made. Ask the payee for a new one.',
  'missing-payment-hash':
    'The invoice lacks its payment hash and cannot be paid. Ask the payee for a new one.',
  'missing-payment-secret':
    'The invoice is of an old kind that nodes no longer pay. Ask the payee for a new one.',
  'missing-description': 'The invoice has no description, which is required. Ask the payee for a new one.',
  'doubled-description':
    'The invoice has two descriptions, which is not allowed. Ask the payee for a new one.',
  'unknown-required-feature':
    'The invoice requires a feature that this wallet does not know. Ask the payee for a plain one.'
}

export const networkWords: Record<Network, string> = {
  mainnet: 'Bitcoin mainnet',
  testnet: 'Bitcoin testnet',
  signet: 'Bitcoin signet',
  regtest: 'Bitcoin regtest'
}

import type { InvoiceErrorCode } from '../domain/invoice-error'
import { NETWORKS, type Network } from '../domain/network'
import type { Msat } from '../money'
import { fail, ok, type Result } from '../result'
import { parseInvoiceAmount } from './invoice-amount'

/** `ln` and the chain's address prefix. Signet's prefix differs from testnet's (BOLT11 "Human-Readable Part"). */
export const INVOICE_PREFIXES: Readonly<Record<Network, string>> = {
  mainnet: 'lnbc',
  testnet: 'lntb',
  signet: 'lntbs',
  regtest: 'lnbcrt'
}

const NETWORK_OF: ReadonlyMap<string, Network> = new Map(
  NETWORKS.map((network) => [INVOICE_PREFIXES[network], network])
)

export interface InvoicePrefix {
  readonly network: Network
  /** The prefix without the amount: `lnbc`. */
  readonly prefix: string
  readonly amountMsat: Msat | undefined
}

/** Parses the part of an invoice before its separator, in lower case: `lnbc2500u`. */
export function parsePrefix(text: string): Result<InvoicePrefix, InvoiceErrorCode> {
  const firstDigit = text.search(/\d/)
  const prefix = firstDigit < 0 ? text : text.slice(0, firstDigit)
  const network = NETWORK_OF.get(prefix)
  if (network === undefined) return fail('unknown-network', prefix)
  if (firstDigit < 0) return ok({ network, prefix, amountMsat: undefined })
  const amount = parseInvoiceAmount(text.slice(firstDigit))
  return amount.ok ? ok({ network, prefix, amountMsat: amount.value }) : amount
}

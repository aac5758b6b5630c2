import { encodeInvoice } from '../../../../src/node/backends/demo/bolt11/encode'
import type { DemoNode } from '../../../../src/node/backends/demo'
import type { DecodedInvoice } from '../../../../src/shared/bolt11'
import { msat } from '../../../../src/shared/money'
import { AMOUNT_MSAT } from './wallet'

export const OTHER_AMOUNT_MSAT = msat(AMOUNT_MSAT * 3n)

/** A second invoice of the same payee with the same payment hash, for another amount. */
export function otherAmount(node: DemoNode, payee: string, invoice: DecodedInvoice): string {
  const peer = node.ledger.peer(payee)
  if (peer === undefined) throw new Error(`no ${payee}`)
  return encodeInvoice({
    network: invoice.network,
    amountMsat: OTHER_AMOUNT_MSAT,
    timestamp: invoice.timestamp,
    paymentHash: invoice.paymentHash,
    paymentSecret: 'ab'.repeat(32),
    description: 'The same again, dearer',
    expirySeconds: invoice.expirySeconds,
    minFinalCltvExpiry: 18,
    featureBits: [8, 14],
    privateKey: peer.privateKey
  })
}

import { invoiceContract } from './invoices'
import { messageContract } from './messages'
import { paymentContract } from './payments'
import type { OpenRig } from './rig'

/** What the node that comes with the wallet promises its clients: the same over play money and over a real LND. */
export function nodeContract(open: OpenRig): void {
  invoiceContract(open)
  paymentContract(open)
  messageContract(open)
}

import { invoiceContract } from './invoices'
import { messageContract } from './messages'
import { paymentContract } from './payments'
import type { OpenRig } from './rig'

/** The behaviour of the node with the extension, the same with play money and with a real LND. */
export function nodeContract(open: OpenRig): void {
  invoiceContract(open)
  paymentContract(open)
  messageContract(open)
}

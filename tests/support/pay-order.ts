import { msat } from '../../src/shared/money'
import type { PayOrder } from '../../src/main/node-client/api'

/** The order to pay an invoice that names its amount, with a fee limit that nothing exceeds. */
export function payOrder(invoice: string, terms: Partial<PayOrder> = {}): PayOrder {
  return { invoice, amountMsat: undefined, feeLimitMsat: msat(1_000_000n), ...terms }
}

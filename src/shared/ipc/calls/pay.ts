import * as v from 'valibot'
import type { Msat } from '../../money'
import type { PayCard, PayInputView, PayRefusal } from '../../domain/pay-card'
import type { CheckFailureCode, Payment, PaymentCheck } from '../../domain/payment'
import * as s from '../schemas'
import { call } from '../spec'

export const payCalls = {
  /** Finds out what a text contains, without network access. */
  inspect: call(
    v.object({
      text: s.inputText,
      messageId: v.optional(s.messageId),
      /** The amount that the person entered for an invoice without one. */
      enteredMsat: v.optional(s.msatAmount),
      /** The largest fee that the person would accept. The card is then judged with it. */
      largestFeeMsat: v.optional(s.msatAmount)
    })
  ).returns<PayInputView>(),
  /**
   * The node's estimate of the fee; undefined if the node cannot estimate it. An invoice without an amount needs the entered
   * one. Sends no payment.
   */
  estimateFee: call(v.object({ invoice: s.invoiceText, enteredMsat: v.optional(s.msatAmount) })).returns<
    Msat | undefined
  >(),
  inspectClipboard: call(s.nothing).returns<{ readonly text: string; readonly view: PayInputView }>(),
  /**
   * Journals the payment and sends it. Returns the row in `sending`; the outcome comes as an event. Above the limits
   * main first asks the person in a system dialog; `needs-confirmation`: they did not agree.
   */
  send: call(
    v.object({
      invoice: s.invoiceText,
      /** The amount that the person saw. Main refuses if the invoice has another one. */
      expectedAmountMsat: s.msatAmount,
      /** The expected amount was entered, because the invoice names none. Main refuses this for any other invoice. */
      entered: v.optional(v.boolean()),
      /**
       * The largest fee that the person accepts for this payment, in place of that of the settings. It counts toward the
       * limits like any largest fee. Main refuses it if the node applies none.
       */
      largestFeeMsat: v.optional(s.msatAmount),
      /** The person chose to retry a payment with an unknown outcome, after reading what that means. */
      retryUnknown: v.optional(v.boolean(), false),
      /** The button said that it only asks. Main then asks, even if the limits allow the payment by now. */
      asksFirst: v.boolean(),
      /** The node that the page shows. Main refuses if another one is active by now. */
      node: s.nodeId,
      messageId: v.optional(s.messageId)
    })
  ).returns<Payment, PayRefusal>(),
  /** Asks the node about an unknown outcome without sending anything, if the node supports it. */
  checkAgain: call(v.object({ paymentHash: s.paymentHash })).returns<PaymentCheck, CheckFailureCode>(),
  get: call(v.object({ paymentHash: s.paymentHash })).returns<PayCard, 'not-found'>()
}

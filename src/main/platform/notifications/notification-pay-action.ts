import type { PayOffer } from '../../../shared/policy/pay-offer'
import type { CurrentSession } from '../../wallet/api'

/** Pays the offered invoice; false if the wallet refuses. */
export type PayFromNotification = () => Promise<boolean>

/**
 * The pay button of a notification does the same as that of the invoice card: one click, at the amount shown. The
 * payment is judged again when the button is pressed, which may be hours later, and goes only through the node that the
 * message came from.
 */
export function createNotificationPayAction(
  current: CurrentSession
): (offer: PayOffer) => PayFromNotification {
  return ({ invoice, amountMsat, messageId }) => {
    const session = current()
    return async () => {
      if (session === undefined || session !== current()) return false
      const sent = await session.pay.send({
        invoice,
        messageId,
        expectedAmountMsat: amountMsat,
        confirmed: false,
        retryUnknown: false
      })
      return sent.ok
    }
  }
}

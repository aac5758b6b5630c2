import type { PayOffer } from '../../../shared/policy/pay-offer'
import type { CurrentSession } from '../../wallet/api'

/** Pays what was offered; false where the wallet refuses. */
export type PayFromNotification = () => Promise<boolean>

/**
 * The button of a notification does what the card's button does: one click, at the amount that was shown. Whether that may
 * be is judged anew when it is pressed, which may be hours later, and only through the node that the message came from.
 */
export function createNotificationPayAction(
  current: CurrentSession
): (offer: PayOffer) => PayFromNotification {
  return ({ invoice, amountMsat, messageId }) => {
    const session = current()
    return async () => {
      if (session === undefined || session !== current()) return false
      const sent = await session.pay.send({
        ...{ invoice, messageId },
        expectedAmountMsat: amountMsat,
        confirmed: false,
        retryUnknown: false
      })
      return sent.ok
    }
  }
}

import type { PayWarning } from '../domain/pay-card'
import type { PayContext } from './pay'

export interface WarningContext extends PayContext {
  /** The sender of the message that carried the invoice. */
  readonly sender: string
  readonly timeLeft: string
  /** The other sender with the same short key. */
  readonly looksLike: string
  /** The most that the route hints charge in fees. */
  readonly hintedFee: string
}

export interface WarningMessage {
  readonly title: string
  readonly text: string
}

/** Facts to notice before the click. */
export const payWarningMessage: Record<PayWarning, (context: WarningContext) => WarningMessage> = {
  'sender-unverified': ({ sender, payee }) => ({
    title: 'Nothing proves who sent this',
    text: `Anyone can claim that a message is from ${sender}. The money would go to ${payee} and cannot be taken back.`
  }),
  'payee-not-comparable': ({ payee }) => ({
    title: 'The wallet cannot tell whether the sender is the payee',
    text: `The sender has no key that can be compared with the invoice. The money goes to ${payee}.`
  }),
  'expires-soon': ({ timeLeft }) => ({
    title: `It expires in ${timeLeft}`,
    text: 'A payment that takes longer fails, and the money stays with you.'
  }),
  'payee-lookalike': ({ looksLike }) => ({
    title: `Looks like ${looksLike}, but is another key`,
    text: `The money does not go to ${looksLike}. Compare the whole key before you pay.`
  }),
  'high-route-fee': ({ hintedFee }) => ({
    title: `The route to this payee costs up to ${hintedFee}`,
    text: `The payee’s route hint asks for up to ${hintedFee} in fees, on top of the amount. Your node decides what it pays.`
  }),
  'payee-not-sender': ({ sender, payee }) => ({
    title: 'The payee is not the sender',
    text: `${sender} sent this invoice. The money goes to ${payee}.`
  }),
  'payee-unknown': () => ({
    title: 'You do not know this payee',
    text: 'The records of this node contain no payment to this key and no message from it. Compare it if the amount matters to you.'
  }),
  'description-hash-only': () => ({
    title: 'The invoice does not say what it is for',
    text: 'The payee published only a hash of the description. Pay only if you know what you are buying.'
  }),
  'earlier-attempt-failed': () => ({
    title: 'An earlier attempt failed',
    text: 'No money left your wallet then. This click tries again.'
  })
}

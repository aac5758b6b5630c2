import { msat, type Msat } from '../money'
import { capitalized } from './capitalized'

/** What is known of a fee before paying. `asking`: the node has not answered yet. `feeMsat` is undefined if it cannot tell. */
export type FeeKnowledge = 'asking' | { readonly feeMsat: Msat | undefined } | undefined

/** The fee line on the card of an invoice. `amount` formats an amount in the person's unit. `failed`: it was tried already. */
export function feeEstimateText(
  known: FeeKnowledge,
  largestMsat: Msat,
  amount: (msat: Msat) => string,
  failed = false
): string {
  const most = amount(largestMsat)
  if (known === 'asking') return `Looking it up… At most ${most}`
  if (known?.feeMsat === undefined) return `Not known before paying, at most ${most}`
  const { feeMsat } = known
  if (feeMsat > largestMsat)
    return `About ${amount(feeMsat)}, above your largest fee of ${most}${failed ? '' : ', so likely not sent'}`
  return capitalized(`${aboutText(feeMsat, amount)}, at most ${most}`)
}

/** Within a sentence. */
const aboutText = (feeMsat: Msat, amount: (msat: Msat) => string): string =>
  feeMsat < 1000n ? 'less than 1 sat' : `about ${amount(feeMsat)}`

/** Beside the cost of a message that is not sent yet. `feeMsat`: the node's estimate for all its parts. */
export function messageFeeText(feeMsat: Msat, amount: (msat: Msat) => string): string {
  return `plus ${aboutText(feeMsat, amount)} network fee`
}

/**
 * The same if the estimate is above the largest fee that the person accepts. `mostMsat`: for all parts of the message.
 * `isKept`: the node sends nothing above it. Earlier versions of the node ignore it.
 */
export function messageFeeLimitText(
  {
    feeMsat,
    mostMsat,
    isKept
  }: { readonly feeMsat: Msat; readonly mostMsat: Msat; readonly isKept: boolean },
  amount: (msat: Msat) => string
): string {
  const fee = `The network fee is about ${amount(feeMsat)}, above your largest fee of ${amount(mostMsat)}`
  return isKept
    ? `${fee}, so this is likely not sent. Try again later, or accept a larger fee.`
    : `${fee}. This version of your node does not apply that limit to messages, so it may be sent and cost this much.`
}

/** In the question before a message is sent, if the node sends it whatever the fee. */
export function messageFeeNotKeptText(feeMsat: Msat | undefined, amount: (msat: Msat) => string): string {
  const fee = feeMsat === undefined ? 'Not known before sending' : capitalized(aboutText(feeMsat, amount))
  return `${fee}. Your node does not keep to your largest fee.`
}

/** A fee as a share of the amount: `0.1%`. Empty if there is none, or if it is less than that. */
export function feeShareText(feeMsat: Msat, amountMsat: Msat): string {
  if (amountMsat === 0n) return ''
  const tenths = (feeMsat * 1000n + amountMsat / 2n) / amountMsat
  return tenths === 0n ? '' : `${tenths / 10n}.${tenths % 10n}%`
}

/** The fee line of a payment that succeeded. */
export function feePaidText(
  { feeMsat, amountMsat }: { readonly feeMsat?: Msat | undefined; readonly amountMsat: Msat },
  amount: (msat: Msat) => string
): string {
  if (feeMsat === undefined) return 'Unknown. The node does not report it.'
  const total = msat(amountMsat + feeMsat)
  return feeMsat === 0n ? `None. In total ${amount(total)}` : `${amount(feeMsat)}. In total ${amount(total)}`
}

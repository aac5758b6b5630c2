import { msat, type Msat } from '../money'

/** What is known of a fee before paying: nothing yet, that the node does not tell, or about how much. */
export type FeeKnowledge = 'asking' | { readonly feeMsat: Msat | undefined } | undefined

/** The line about the fee on the card. `amount` writes an amount in the unit of the person. */
export function feeEstimateText(
  known: FeeKnowledge,
  largestMsat: Msat,
  amount: (msat: Msat) => string
): string {
  const most = amount(largestMsat)
  if (known === 'asking') return `Looking it up… At most ${most}.`
  if (known?.feeMsat === undefined) return `Not known before paying, at most ${most}`
  const { feeMsat } = known
  if (feeMsat > largestMsat)
    return `About ${amount(feeMsat)}, above your largest fee of ${most}: likely not sent`
  return `${feeMsat < 1000n ? 'Less than 1 sat' : `About ${amount(feeMsat)}`}, at most ${most}`
}

/** Of a payment that succeeded. */
export function feePaidText(
  { feeMsat, amountMsat }: { readonly feeMsat?: Msat | undefined; readonly amountMsat: Msat },
  amount: (msat: Msat) => string
): string {
  if (feeMsat === undefined) return 'Unknown. The node does not report it.'
  const total = msat(amountMsat + feeMsat)
  return feeMsat === 0n ? `None. In total ${amount(total)}` : `${amount(feeMsat)}. In total ${amount(total)}`
}

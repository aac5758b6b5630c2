import type { AmountError, Unit } from '../money'

/** One sentence at the amount field. */
export const amountErrorMessage: Record<AmountError, (unit: Unit) => string> = {
  empty: () => 'Enter an amount.',
  'not-a-number': (unit) => `Enter digits only, for example ${unit === 'btc' ? '0.00002500' : '2,500'}.`,
  negative: () => 'An amount cannot be negative.',
  zero: () => 'The amount must be more than zero.',
  fractional: (unit) =>
    unit === 'btc'
      ? 'A bitcoin amount has at most 8 decimals.'
      : 'The smallest amount is 1 sat. Leave out the fraction.',
  comma: (unit) =>
    unit === 'btc'
      ? 'Use a point for decimals, for example 0.5.'
      : 'Group thousands like 2,500, or leave the commas out.',
  point: (unit) =>
    unit === 'btc'
      ? 'Is the point for thousands or for decimals? Enter all 8 decimals, for example 1.23400000.'
      : 'Is the point for thousands or for decimals? Leave it out: enter 1000 or 1.',
  'too-large': () => 'This is more than all bitcoin there will ever be. Check the zeros.'
}

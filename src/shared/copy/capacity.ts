import { capitalized } from './capitalized'

/** An amount that the channels can send or receive. `exact`: without what the channels keep as a reserve. */
const capacityAmount = (amount: string, exact: boolean): string => (exact ? amount : `about ${amount}`)

/** The same on its own, beside what it is. */
export const capacityValue = (amount: string, exact: boolean): string =>
  capitalized(capacityAmount(amount, exact))

/** What the channels can send or receive now, in a line. */
export const capacityText = (way: 'send' | 'receive', amount: string, exact: boolean): string =>
  `Can ${way} ${capacityAmount(amount, exact)}`

/** The same of a node that is not active, which may have paid or received since. `when`: `at 10:05`, `yesterday`. */
export const lastCapacityText = (amount: string, when: string): string => `Could send ${amount} ${when}`

/** The note on a card whose amount is more than the node can send. `other`: a node that could send it, if one is known. */
export const beyondSendable = (name: string, amount: string, other: string | undefined) => ({
  title: 'This is more than the node can send',
  text: `Right now ${name} can send ${amount}, so this payment will likely fail. You lose no money if it does. Receive something first${other === undefined ? '' : `, or try ${other}, which could send it when last connected`}.`
})

/** The hint for an amount that is more than the channels can receive. */
export const BEYOND_RECEIVABLE = 'This is more than the node can receive now, so a payment will likely fail.'

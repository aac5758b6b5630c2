import type { Unsettled } from '../domain/unsettled'
import type { UserMessage } from './user-message'

/** Shown while the records of the node cannot be written. It disappears when a write succeeds. */
export const storageUnavailableWords: UserMessage = {
  title: 'The wallet cannot write to the disk',
  what: 'New messages wait in memory, so do not quit now.',
  money: 'The wallet sends nothing that it cannot save first. Your money at the node is not affected.',
  next: 'Free some space on the disk. The wallet then continues by itself.'
}

/** Shown when new records for a node whose records are gone could not be created. */
export const newRecordsFailedMessage: UserMessage = {
  title: 'New records could not be created',
  what: 'The data folder may be read-only, or the disk may be full.',
  money: 'Your money at the node is not affected.',
  next: 'Fix that and try again.'
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/**
 * The warning before the records of a node are left or erased while something in them has no outcome; undefined if
 * everything has one. `amount`: sum of the payments as text.
 */
export function unsettledMessage(
  unsettled: Unsettled,
  amount: string,
  erase: boolean
): UserMessage | undefined {
  const { sending, unknown, messages } = unsettled
  const parts = [
    ...(sending > 0 ? [`${count(sending, 'payment is', 'payments are')} under way`] : []),
    ...(unknown > 0 ? [`${count(unknown, 'payment has', 'payments have')} no known outcome`] : []),
    ...(messages > 0 ? [`${count(messages, 'message has', 'messages have')} no known outcome`] : [])
  ]
  if (parts.length === 0) return undefined
  const payments = sending + unknown > 0
  return {
    title: payments ? 'Payments of this node are not settled' : 'Messages of this node are not settled',
    what: `${parts.join(', ')}. Forgetting the node does not stop any of it.`,
    money: payments
      ? `Count ${amount} as spent until that is settled.`
      : 'What the messages cost may have left your node.',
    next: erase
      ? 'Erasing deletes your only record of it. Keep or export the records until you know the outcome.'
      : 'The records stay, and you can check again when you come back to this node.'
  }
}

/** The records could not be read, so it is not known whether something in them has no outcome. */
export const unsettledUnreadableText =
  'The records cannot be read, so the wallet cannot tell whether a payment in them has no known outcome.'

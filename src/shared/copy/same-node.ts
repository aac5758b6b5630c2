import type { SameNode } from '../domain/same-node'
import type { UserMessage } from './user-message'

/** The same node has two sets of records in this wallet. `address`: of the active node. */
export function sameNodeMessage({ name, saved, way }: SameNode, address: string): UserMessage {
  const money =
    'Your money is at the node. An invoice that was paid with one set of records is not paid again with the other.'
  if (way === 'pair') {
    return {
      title: 'You paired this LND before',
      what: `It has the same key as ${name}. The records from then are still on this computer.`,
      money,
      next: `Pair ${name} again to use them.`
    }
  }
  if (way === 'switch') {
    return {
      title: `This is the same node as ${name}`,
      what: 'It has the same key, and is saved a second time with its own records.',
      money,
      next: `Switch to ${name} to use the records there.`
    }
  }
  const stay = 'The records in use now stay on this computer, and you can choose them again in Settings.'
  return saved
    ? {
        title: `This is the same node as ${name}`,
        what: `It has the same key at another address. Each address has its own messages and payments.`,
        money,
        next: `Use the records of ${name} here, and ${name} moves to ${address}. ${stay}`
      }
    : {
        title: 'This node has other records on this computer',
        what: `They belong to ${name}, which has the same key.`,
        money,
        next: `Use them here, at ${address}. ${stay}`
      }
}

/** Shown when a payment or message in the active records has no outcome yet, so they cannot be exchanged. */
export const sameNodeUnsettledMessage: UserMessage = {
  title: 'A payment or message here has no outcome yet',
  what: 'With other records, the wallet would not look up what became of it.',
  money: 'Count it as spent until it is settled.',
  next: 'Wait until it is settled, then use the other records.'
}

/** The same in two or three words, after the node's name in the connection status. */
export function sameNodeShort({ saved }: SameNode): string {
  return saved ? 'saved twice' : 'other records found'
}

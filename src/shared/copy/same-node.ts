import type { SameNode } from '../domain/same-node'
import type { UserMessage } from './user-message'

/** The same node has two sets of records in this wallet. `address`: of the active node. */
export function sameNodeMessage({ name, saved, way }: SameNode, address: string): UserMessage {
  const money =
    'Your money is at the node; an invoice that was paid with one set is not paid again with the other.'
  if (way === 'pair') {
    return {
      title: 'This is an LND that you had paired',
      what: `It has the key of ${name}. The records from then are kept on this computer.`,
      money,
      next: `Pair ${name} again to use them.`
    }
  }
  if (way === 'switch') {
    return {
      title: `This is the same node as ${name}`,
      what: 'It has the same key, and is saved a second time with records of its own.',
      money,
      next: `Switch to ${name} to use the records there.`
    }
  }
  const stay = 'The ones in use now stay on this computer, and can be chosen again in Settings.'
  return saved
    ? {
        title: `This is the same node as ${name}`,
        what: `It has the same key under another address. Each address has messages and payments of its own.`,
        money,
        next: `Use the records of ${name} here, and ${name} moves to ${address}. ${stay}`
      }
    : {
        title: 'This node has other records on this computer',
        what: `They are those of ${name}, which has the same key.`,
        money,
        next: `Use them here, at ${address}. ${stay}`
      }
}

/** A payment or message of the records in use has no outcome. */
export const sameNodeUnsettledMessage: UserMessage = {
  title: 'A payment or message here has no outcome yet',
  what: 'With other records, the wallet would not look up what became of it.',
  money: 'Count it as spent until it is settled.',
  next: 'Wait until it is settled, then use the other records.'
}

/** The same behind the name of the node, below the connection status. */
export function sameNodeShort({ saved }: SameNode): string {
  return saved ? 'saved twice' : 'other records found'
}

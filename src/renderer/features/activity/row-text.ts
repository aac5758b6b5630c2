import type { ActivityFilter, ActivityRow } from '../../../shared/domain/activity'

/**
 * Whether money moved, and in which direction. Undefined if it did not or if that is unknown; the state of the row
 * shows which.
 */
export function movedOf(row: ActivityRow): 'in' | 'out' | undefined {
  switch (row.state) {
    case 'succeeded':
      return 'out'
    case 'paid':
    case 'received':
      return 'in'
    case 'sending':
    case 'unknown':
    case 'failed':
    case 'open':
    case 'expired':
      return undefined
  }
}

/** Whether the amount is grey, because no money moved (yet). */
export function isVoid(row: ActivityRow): boolean {
  return row.state === 'failed' || row.state === 'open' || row.state === 'expired'
}

/** The title of an entry without text. */
export const untitled: Record<ActivityRow['kind'], string> = {
  payment: 'Payment without a description',
  invoice: 'Invoice without a memo',
  message: 'Message'
}

export const filterNames: Record<ActivityFilter, string> = {
  all: 'All',
  sent: 'Sent',
  received: 'Received',
  waiting: 'Waiting',
  unknown: 'Unknown',
  failed: 'Failed'
}

/** The text of an empty list without a search. */
export const nothingIn: Record<Exclude<ActivityFilter, 'all'>, string> = {
  sent: 'Nothing sent yet',
  received: 'Nothing received yet',
  waiting: 'Nothing is waiting',
  unknown: 'Every outcome is known',
  failed: 'Nothing failed'
}

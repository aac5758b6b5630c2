import type { ActivityFilter, ActivityRow } from '../../../shared/domain/activity'

/** Whether money moved, and which way. Undefined: it did not, or nobody knows; then a state word says which. */
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

/** An amount that moves no money (any more, or not yet) is grey. */
export function isVoid(row: ActivityRow): boolean {
  return row.state === 'failed' || row.state === 'open' || row.state === 'expired'
}

/** What stands where the other side gave no words. */
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

/** An empty list that nobody searched. */
export const nothingIn: Record<Exclude<ActivityFilter, 'all'>, string> = {
  sent: 'Nothing sent yet',
  received: 'Nothing received yet',
  waiting: 'Nothing is waiting',
  unknown: 'Every outcome is known',
  failed: 'Nothing failed'
}

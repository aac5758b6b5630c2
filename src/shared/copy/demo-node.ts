import type { UserMessage } from './user-message'

/** The demo node did not start. */
export const demoNodeMessage: UserMessage = {
  title: 'The demo node did not start',
  what: 'Another program may hold its port, or the disk is full.',
  money: 'No money is involved.',
  next: 'Try again; the log folder says more.'
}

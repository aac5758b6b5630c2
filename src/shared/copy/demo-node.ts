import type { UserMessage } from './user-message'

/** Shown when the demo node did not start. */
export const demoNodeMessage: UserMessage = {
  title: 'The demo node did not start',
  what: 'Another program may be using its port, or the disk may be full.',
  money: 'No money is involved.',
  next: 'Try again. The log folder has the details.'
}

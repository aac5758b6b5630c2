import type { IpcErrorCode } from '../ipc/spec'
import type { UserMessage } from './user-message'

/** Failures of the wallet itself, not of the person or the node. */
export const ipcErrorMessage: Record<IpcErrorCode, UserMessage> = {
  'bad-arguments': {
    title: 'The wallet could not use what you entered',
    money: 'Nothing was sent.',
    next: 'Change it and try again.'
  },
  forbidden: {
    title: 'An internal security check failed',
    money: 'Nothing was sent.',
    next: 'Close the window and open it again.'
  },
  internal: {
    title: 'Something went wrong inside the wallet',
    money: 'If this was a payment, check it in Activity before you try again.',
    next: 'The log folder in Settings has the details.'
  },
  'no-node': {
    title: 'No node is in use',
    money: 'Nothing was sent.',
    next: 'Connect to a node first.'
  }
}

/** Main could not return its state, so no screen can be shown. */
export const startFailedMessage: UserMessage = {
  title: 'The wallet could not start',
  what: 'This is an error in the wallet itself. The log folder has a report.',
  money: 'Your money is at your node and is not affected.',
  next: 'Quit the wallet and start it again.'
}

export const isIpcErrorCode = (code: string): code is IpcErrorCode => Object.hasOwn(ipcErrorMessage, code)

import type { IpcErrorCode } from '../ipc/spec'
import { demoNodeMessage } from './demo-node'
import { ipcErrorMessage } from './ipc'
import type { UserMessage } from './user-message'

/** Why the wallet did not switch to another saved node. */
export const switchNodeMessage: Record<'not-found' | 'demo-node-failed' | IpcErrorCode, UserMessage> = {
  'not-found': {
    title: 'This node is no longer saved',
    what: 'It was forgotten in the meantime, so the wallet could not switch to it.',
    money: 'Nothing was sent.',
    next: 'Settings shows the nodes that are saved.'
  },
  'demo-node-failed': demoNodeMessage,
  ...ipcErrorMessage
}

/** Why the name and the colour of a saved node were not changed. */
export const labelNodeMessage: Record<'not-found' | IpcErrorCode, UserMessage> = {
  'not-found': {
    title: 'The node is no longer saved',
    what: 'It was forgotten in the meantime, so it has no name to change.',
    money: 'Nothing was paid.',
    next: 'Close this and choose another node.'
  },
  ...ipcErrorMessage
}

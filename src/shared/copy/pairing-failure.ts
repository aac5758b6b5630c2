import type { PairingFailure } from '../domain/pairing'
import type { UserMessage } from './user-message'

/** Why the wallet did not connect although the check passed. */
export const pairingFailureMessage: Record<PairingFailure, UserMessage> = {
  'not-checked': {
    title: 'The check has to pass first',
    money: 'No key was made.',
    next: 'Check again, then connect.'
  },
  'not-baked': {
    title: 'LND did not make a smaller key',
    what: 'The wallet asked LND for a key with fewer rights and got none that works.',
    money: 'Nothing was paid.',
    next: 'Keep the key that you gave, or give another one.'
  },
  'not-started': {
    title: 'The connection could not be started',
    what: 'The part of the wallet that talks to LND did not start.',
    money: 'Nothing was paid.',
    next: 'Try again. If it happens again, the log folder has the details.'
  },
  'store-failed': {
    title: 'The connection could not be saved',
    money: 'Nothing was paid.',
    next: 'Check that the disk is not full, then try again.'
  },
  superseded: {
    title: 'You chose another node in the meantime',
    money: 'Nothing was paid.',
    next: 'Connect again if you want to use this one.'
  },
  'process-failed': {
    title: 'The part of the wallet that talks to LND stopped',
    money: 'Nothing was paid, and the wallet forgot the details you gave.',
    next: 'Give the connection details again.'
  }
}

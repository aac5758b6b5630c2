import * as s from '../schemas'
import { call } from '../spec'

export const updatesCalls = {
  /** Checks for a newer version now. Progress is in the state. */
  check: call(s.nothing).returns<undefined>(),
  /** Restarts into the downloaded version. */
  restart: call(s.nothing).returns<undefined, 'no-update' | 'payment-running'>()
}

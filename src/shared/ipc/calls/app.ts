import * as v from 'valibot'
import type { AppState } from '../../domain/app-state'
import type { Licence } from '../../domain/licence'
import * as s from '../schemas'
import { call } from '../spec'

export const appCalls = {
  /**
   * The whole state, requested once the listeners are registered. Later states come as events with a higher revision.
   */
  snapshot: call(s.nothing).returns<AppState>(),
  copyText: call(v.object({ text: s.inputText })).returns<undefined>(),
  openDataFolder: call(s.nothing).returns<undefined>(),
  openLogFolder: call(s.nothing).returns<undefined>(),
  /** Licences of all third-party packages that ship with the wallet. */
  licences: call(s.nothing).returns<readonly Licence[]>(),
  openChromiumLicences: call(s.nothing).returns<undefined>()
}

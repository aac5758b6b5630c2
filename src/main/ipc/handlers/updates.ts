import type { ContractCalls } from '../../../shared/ipc/contract'
import { ok } from '../../../shared/result'
import type { Updates } from '../ports'
import type { Served } from '../with-session'

/** A check returns at once; its progress is in the app state. */
export function updateHandlers(updates: Updates): Served<ContractCalls['updates']> {
  return {
    check: () => {
      updates.startCheck()
      return ok(undefined)
    },
    restart: () => updates.restart()
  }
}

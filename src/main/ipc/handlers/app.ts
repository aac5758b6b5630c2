import type { Licence } from '../../../shared/domain/licence'
import type { ContractCalls } from '../../../shared/ipc/contract'
import { ok } from '../../../shared/result'
import type { Page } from '../page'
import type { Served } from '../with-session'
import type { StateHub } from '../state-hub'

export interface AppHandlerDeps {
  readonly hub: StateHub
  readonly page: Page
  readonly writeClipboard: (text: string) => Promise<void>
  readonly openFolder: (which: 'data' | 'logs') => Promise<void>
  readonly licences: () => Promise<readonly Licence[]>
  readonly openChromiumLicences: () => Promise<void>
}

export function appHandlers(deps: AppHandlerDeps): Served<ContractCalls['app']> {
  const { hub, page, writeClipboard, openFolder, licences, openChromiumLicences } = deps
  return {
    snapshot: () => {
      page.listening()
      return ok(hub.snapshot())
    },
    copyText: async ({ text }) => {
      await writeClipboard(text)
      return ok(undefined)
    },
    openDataFolder: async () => {
      await openFolder('data')
      return ok(undefined)
    },
    openLogFolder: async () => {
      await openFolder('logs')
      return ok(undefined)
    },
    licences: async () => ok(await licences()),
    openChromiumLicences: async () => {
      await openChromiumLicences()
      return ok(undefined)
    }
  }
}

import type { NodeId } from '../../../shared/domain/ids'
import type { Settings } from '../../../shared/domain/settings'
import type { ContractCalls } from '../../../shared/ipc/contract'
import { fail } from '../../../shared/result'
import type { SettingsStore } from '../../settings/settings-store'
import { raisedLimits, type AskConsent } from '../consent'
import type { Served } from '../with-session'

export interface SettingsHandlerDeps {
  readonly store: SettingsStore
  /** The active node. */
  readonly node: () => NodeId | undefined
  readonly askConsent: AskConsent
  /** Applies settings that have an effect outside main: theme, login item, link handler. */
  readonly changed: (settings: Settings) => void
}

export function settingsHandlers(deps: SettingsHandlerDeps): Served<ContractCalls['settings']> {
  const { store, node, askConsent, changed } = deps
  return {
    change: async (patch) => {
      const of = node()
      const raised = raisedLimits(store.of(of), patch)
      if (raised.length > 0) {
        const agreed = await askConsent(() => ({ about: 'limits', raised }))
        if (typeof agreed === 'object') return agreed
        // The person agreed to these amounts for this node. From here until the write everything is synchronous.
        const still = JSON.stringify(raisedLimits(store.of(node()), patch), bigintAsText)
        if (!agreed || node() !== of || still !== JSON.stringify(raised, bigintAsText)) {
          return fail('needs-confirmation')
        }
      }
      const result = store.change(patch, of)
      if (result.ok) changed(result.value)
      return result
    }
  }
}

const bigintAsText = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

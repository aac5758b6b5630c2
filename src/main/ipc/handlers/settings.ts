import type { NodeId } from '../../../shared/domain/ids'
import type { Settings } from '../../../shared/domain/settings'
import type { ContractCalls } from '../../../shared/ipc/contract'
import type { SettingsStore } from '../../settings/settings-store'
import type { Served } from '../serve'

/** `node`: the one in use. `changed` brings what is outside of main in line: the theme, the login item, the links. */
export function settingsHandlers(
  store: SettingsStore,
  node: () => NodeId | undefined,
  changed: (settings: Settings) => void
): Served<ContractCalls['settings']> {
  return {
    change: (patch) => {
      const result = store.change(patch, node())
      if (result.ok) changed(result.value)
      return result
    }
  }
}

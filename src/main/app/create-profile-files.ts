import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { ProfileFile } from '../platform/dialogs/problem-dialogs'
import type { Damage } from '../settings/corrupt-file'
import { JsonFile } from '../settings/json-file'
import { KnownBalances } from '../settings/known-balances'
import { SavedNodes } from '../settings/saved-nodes'
import { Secrets } from '../settings/secrets'
import { SettingsStore } from '../settings/settings-store'
import { WindowPlaces } from '../settings/window-state'

/** The files of the profile, except the records of the nodes. */
export function createProfileFiles(
  userData: string,
  hide: (secret: string) => void,
  damaged: (what: ProfileFile, damage: Damage) => void
) {
  const about = (what: ProfileFile) => (damage: Damage) => {
    damaged(what, damage)
  }
  const file = (name: string) => new JsonFile(join(userData, name))
  return {
    settings: new SettingsStore(file('settings.json'), about('settings')),
    nodes: new SavedNodes(file('nodes.json'), about('nodes')),
    balances: new KnownBalances(file('balances.json')),
    secrets: new Secrets(file('keys.json'), safeStorage, about('keys'), hide),
    places: new WindowPlaces(file('window.json'))
  }
}

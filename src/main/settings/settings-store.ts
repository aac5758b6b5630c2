import { readSettings, type Settings, type SettingsPatch } from '../../shared/domain/settings'
import { ok, type Result } from '../../shared/result'
import { readOrKeepAside, type Damage } from './damage'
import type { JsonFile } from './json-file'

/** What the person set, on disk as soon as it is changed. */
export class SettingsStore {
  readonly #file: JsonFile
  #current: Settings

  constructor(file: JsonFile, onDamage: (damage: Damage) => void) {
    this.#file = file
    this.#current = readSettings(readOrKeepAside(file, onDamage))
  }

  get current(): Settings {
    return this.#current
  }

  /** `store-failed`: not on disk, and so not in force either. */
  change(patch: SettingsPatch): Result<Settings, 'store-failed'> {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined)
    const next = readSettings({ ...this.#current, ...Object.fromEntries(given) })
    const written = this.#file.write(next)
    if (!written.ok) return written
    this.#current = next
    return ok(next)
  }
}

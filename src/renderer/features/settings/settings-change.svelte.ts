import type { SettingsPatch } from '../../../shared/domain/settings'
import type { ImpApi } from '../../../shared/ipc/contract'

/** Changes settings and reports those that could not be changed. The screen always shows what main holds. */
export class SettingsChange {
  failed = $state(false)
  /** Grows with each failure: the controls are drawn anew, with what is still in force. */
  failures = $state(0)
  readonly #settings: ImpApi['settings']

  constructor(settings: ImpApi['settings']) {
    this.#settings = settings
  }

  readonly to = async (patch: SettingsPatch): Promise<void> => {
    const result = await this.#settings.change(patch)
    // A person who said no in main's dialog knows why the old value stays.
    this.failed = !result.ok && result.error.code !== 'needs-confirmation'
    if (!result.ok) this.failures += 1
  }
}

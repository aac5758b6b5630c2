import type { SettingsPatch } from '../../../shared/domain/settings'
import type { ImpApi } from '../../../shared/ipc/contract'

/** Changes settings and reports those that could not be changed. The screen always shows what main holds. */
export class SettingsChange {
  failed = $state(false)
  /** Incremented with each failure, so that the controls are created again and show the saved values. */
  failures = $state(0)
  readonly #settings: ImpApi['settings']

  constructor(settings: ImpApi['settings']) {
    this.#settings = settings
  }

  readonly to = async (patch: SettingsPatch): Promise<void> => {
    const result = await this.#settings.change(patch)
    // The person declined in main's dialog, so no message is needed.
    this.failed = !result.ok && result.error.code !== 'needs-confirmation'
    if (!result.ok) this.failures += 1
  }
}

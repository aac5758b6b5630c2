import type { SettingsPatch } from '../../../shared/domain/settings'
import { settingsProblemMessage } from '../../../shared/copy/settings'
import type { UserMessage } from '../../../shared/copy/user-message'
import type { ImpApi } from '../../../shared/ipc/contract'

/** Changes settings and reports those that could not be changed. The screen always shows what main holds. */
export class SettingsChange {
  /** Why the last change was not made. */
  problem = $state.raw<UserMessage | undefined>()
  /** Incremented with each failure, so that the controls are created again and show the saved values. */
  failures = $state(0)
  readonly #settings: ImpApi['settings']

  constructor(settings: ImpApi['settings']) {
    this.#settings = settings
  }

  readonly to = async (patch: SettingsPatch): Promise<void> => {
    const result = await this.#settings.change(patch)
    this.problem = result.ok ? undefined : problemOf(result.error.code)
    if (!result.ok) this.failures += 1
  }
}

function problemOf(code: string): UserMessage | undefined {
  // The person declined in main's dialog, so no message is needed.
  if (code === 'needs-confirmation') return undefined
  return settingsProblemMessage[code === 'another-question-open' ? code : 'store-failed']
}

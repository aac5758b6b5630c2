import { SettingsPatchSchema } from '../../domain/settings'
import type { Settings } from '../../domain/settings'
import { call } from '../spec'

export const settingsCalls = {
  /**
   * Raising a spending limit needs the person's consent in a system dialog; `needs-confirmation`: they did not agree.
   * `another-question-open`: they were not asked, because another dialog waits for their answer.
   */
  change: call(SettingsPatchSchema).returns<
    Settings,
    'store-failed' | 'needs-confirmation' | 'another-question-open'
  >()
}

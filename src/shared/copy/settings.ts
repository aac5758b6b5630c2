import { anotherQuestionOpen } from './consent'
import type { UserMessage } from './user-message'

/** Why a change of the settings was not made. */
export const settingsProblemMessage: Record<'store-failed' | 'another-question-open', UserMessage> = {
  'store-failed': {
    title: 'The change could not be saved',
    what: 'The wallet could not write its settings.',
    money: 'The old ones still apply.',
    next: 'Check that the disk is not full.'
  },
  'another-question-open': { ...anotherQuestionOpen, money: 'Your limits are as before.' }
}

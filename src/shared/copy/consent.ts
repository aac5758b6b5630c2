import type { UserMessage } from './user-message'

/** While the system dialog is open. */
export const WAITING_FOR_CONSENT = 'Waiting for your answer in the dialog. Nothing is sent yet.'

/** Why main asks if the limits changed while a button that only asks was shown. */
export const WITHIN_LIMITS = 'This is within your limits by now. You are asked because the button said so.'

/** Main did not ask, because another question waits for an answer. */
export const anotherQuestionOpen: UserMessage = {
  title: 'Another question is open',
  what: 'The wallet asks one question at a time, and a dialog still waits for your answer.',
  money: 'Nothing was sent.',
  next: 'Answer the open question first, then try again.'
}

import type { UserMessage } from './user-message'

/** While the wallet asks: its dialog opens once the node has estimated the fee, or did not in time. */
export const WAITING_FOR_CONSENT = 'The wallet asks you in a dialog. Nothing is sent yet.'

/** Why main asks if the limits changed while a button that only asks was shown. */
export const WITHIN_LIMITS = 'This is within your limits by now. You are asked because the button said so.'

/** Main did not ask, because another question waits for an answer, or is being prepared. */
export const anotherQuestionOpen: UserMessage = {
  title: 'Another question comes first',
  what: 'The wallet asks one question at a time. It is asking you another one, or is about to.',
  money: 'Nothing was sent.',
  next: 'Answer that question first, then try again.'
}

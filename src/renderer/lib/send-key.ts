import { isByPerson } from './by-person'

/**
 * Whether a person pressed Enter in a field to send what is written there, and not to start a new line or to end a word
 * of an input method.
 */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && isByPerson(event)
}

import { errorText } from '../error-text'

/** The answer in place of a call that threw. A client that throws is a bug, and the request may have left by then. */
export const answerOfThrown = (error: unknown) =>
  ({ kind: 'unknown', code: 'node-unclear', text: errorText(error), said: 'connection' }) as const

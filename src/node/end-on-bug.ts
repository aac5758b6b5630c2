/**
 * Ends the process with this error. For promises that no caller waits for: they do not reject, so that a rejection is a
 * bug.
 */
export function endOnBug(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}

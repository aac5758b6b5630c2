/**
 * Ends the process with this error. For promises that no caller waits for: they must not reject, so a rejection is a
 * bug.
 */
export function endOnBug(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}

/**
 * Runs a promise that no caller waits for. Expected failures are values, so it should not reject. If it does, `failed`
 * reports the bug and repairs the state that the work left behind. An unhandled rejection would end the process.
 */
export function background(work: Promise<unknown>, failed: (error: unknown) => void): void {
  work.catch(failed)
}

/** Reports a bug. `where` is our own name for the log, such as `invoice-check`. */
export type ReportBug = (where: string, error: unknown) => void

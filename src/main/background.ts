/**
 * Runs a promise that no caller waits for. It must not reject: an expected failure is a value. Where it rejects all the
 * same, `failed` reports the bug and repairs the state that the work leaves behind; without it the process would end.
 */
export function background(work: Promise<unknown>, failed: (error: unknown) => void): void {
  work.catch(failed)
}

/** Takes an error that should not exist. `where` is a name of our own for the log, such as `invoice-check`. */
export type ReportBug = (where: string, error: unknown) => void

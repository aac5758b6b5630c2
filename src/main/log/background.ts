import type { Log } from './log'

/**
 * Lets a promise run without a waiting caller. A rejection becomes an error in the log under this event; without this it
 * would end the process (desktop/crash.ts). `failed` puts right what the failure leaves behind.
 */
export function background(promise: Promise<unknown>, log: Log, event: string, failed?: () => void): void {
  promise.catch((error: unknown) => {
    log.error(event, error)
    failed?.()
  })
}

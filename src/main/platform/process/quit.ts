import type { App } from 'electron'
import type { Log } from '../../log/log'

/** Timeout for closing the connection and the database. Milliseconds. */
const CLOSE_WITHIN_MS = 5_000

export interface Closable {
  quitting(): void
  close(): Promise<void>
}

/**
 * Quits in these steps: before-quit, the windows close, will-quit, where the app waits until everything is closed,
 * exit. When Windows shuts down, none of these events happens, so nothing may depend on them.
 * @see https://www.electronjs.org/docs/latest/api/app#event-will-quit
 */
export function closeBeforeQuit(app: App, wallet: Closable, log: Log): void {
  let closing = false
  app.on('before-quit', () => wallet.quitting())
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    const timer = setTimeout(() => {
      log.warn('close-timed-out')
      app.exit(0)
    }, CLOSE_WITHIN_MS)
    wallet
      .close()
      .catch((error: unknown) => log.error('close-failed', error))
      .finally(() => {
        clearTimeout(timer)
        app.exit(0)
      })
  })
}

import type { App } from 'electron'
import type { Log } from '../../log/log'

/** Longer than a database and a connection take to close, short enough for a person who waits. */
const CLOSE_WITHIN_MS = 5_000

export interface Closable {
  quitting(): void
  close(): Promise<void>
}

/**
 * before-quit → the windows close → will-quit, where the app waits until everything is closed → exit. On a shutdown of
 * Windows none of it happens: nothing may depend on it.
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

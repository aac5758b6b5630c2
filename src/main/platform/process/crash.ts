import type { App } from 'electron'
import type { Log } from '../../log/log'

/**
 * Handles errors in main that nothing else caught: writes a redacted line to the log, shows a dialog and exits. Every
 * write of the wallet is durable when it happens, so nothing has to be saved here. `show` waits for the person.
 */
export function installCrashHandlers(app: App, show: () => void, log: Log): void {
  let crashed = false
  const crash = (event: string) => (error: unknown) => {
    if (crashed) return
    crashed = true
    log.error(event, error)
    if (app.isReady()) show()
    app.exit(70)
  }
  process.on('uncaughtException', crash('uncaught-exception'))
  process.on('unhandledRejection', crash('unhandled-rejection'))
}

/** A page that crashes again within this time is reloaded only if the person asks. Milliseconds. */
const REPEATED_WITHIN_MS = 60_000

export interface PageCrashDeps {
  readonly reload: () => void
  /** Asks the person after the second crash in a row. */
  readonly ask: () => Promise<'reload' | 'quit'>
  readonly quit: () => void
  readonly log: Log
  readonly now: () => number
}

/** Reloads the page when its process has ended. If it ends again soon, the person decides. */
export function createPageCrashHandler({ reload, ask, quit, log, now }: PageCrashDeps) {
  let last = Number.NEGATIVE_INFINITY
  return async (reason: string): Promise<void> => {
    if (reason === 'clean-exit') return
    log.warn('page-gone', { reason })
    const again = now() - last < REPEATED_WITHIN_MS
    last = now()
    if (again && (await ask()) === 'quit') return void quit()
    reload()
  }
}

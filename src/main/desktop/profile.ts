import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'electron'

/** Where the wallet keeps what is its own. */
export interface ProfilePaths {
  readonly userData: string
  readonly logs: string
  readonly logFile: string
}

/**
 * Settles where the profile lies, before anything touches it: the system's place for this app, or the folder in
 * IMP_WALLET_DATA_DIR. What Chromium keeps goes into a folder of its own, apart from the records.
 */
export function settleProfile(app: App, given: string | undefined): ProfilePaths {
  if (given !== undefined && given !== '') app.setPath('userData', resolve(given))
  const userData = app.getPath('userData')
  const browser = join(userData, 'browser')
  mkdirSync(browser, { recursive: true, mode: 0o700 })
  app.setPath('sessionData', browser)
  const logs = join(userData, 'logs')
  return { userData, logs, logFile: join(logs, 'wallet.log') }
}

import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
import { fail, ok, type Result } from '../../../shared/result'
import { errorText } from '../../error-text'

/** Where the wallet keeps what is its own. */
export interface ProfilePaths {
  readonly userData: string
  readonly logs: string
  readonly logFile: string
}

/**
 * Settles where the profile lies: the system's place for this app, or the folder in IMP_WALLET_DATA_DIR. Touches no disk,
 * so that it cannot fail before there is a log and a dialog to say so.
 */
export function profilePaths(app: Pick<App, 'getPath'>, given: string | undefined): ProfilePaths {
  const userData = given === undefined || given === '' ? app.getPath('userData') : resolve(given)
  const logs = join(userData, 'logs')
  return { userData, logs, logFile: join(logs, 'wallet.log') }
}

/**
 * Makes the profile's folder and takes it into use. What Chromium keeps goes into a folder of its own, apart from the
 * records. Fails with the system's reason where nothing can be written there: Chromium's own lock would then fail too,
 * which looks the same as a wallet that runs already.
 */
export function prepareProfile(
  app: Pick<App, 'setPath'>,
  userData: string
): Result<undefined, 'not-writable'> {
  const browser = join(userData, 'browser')
  const probe = join(userData, `.writable-${process.pid}`)
  try {
    mkdirSync(browser, { recursive: true, mode: 0o700 })
    writeFileSync(probe, 'x', { mode: 0o600 })
    rmSync(probe)
    app.setPath('userData', userData)
    app.setPath('sessionData', browser)
    return ok(undefined)
  } catch (error) {
    return fail('not-writable', errorText(error))
  }
}

/**
 * Whether a lock that was refused is held by another wallet. On Linux and macOS Chromium keeps it as a link in the
 * profile; without the link, the lock could not be created. On Windows the lock is no file and only a holder refuses it.
 * https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/process_singleton_posix.cc
 */
export function isLockHeld(userData: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return true
  return lstatSync(join(userData, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined
}

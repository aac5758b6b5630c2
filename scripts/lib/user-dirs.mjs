// @ts-check
import os from 'node:os'
import path from 'node:path'

/**
 * @typedef {object} Person What decides where a person's files lie.
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home
 */

/** @returns {Person} */
export const currentPerson = () => ({ platform: process.platform, env: process.env, home: os.homedir() })

/**
 * What can be fetched again, kept between runs and outside of the project.
 * @param {Person} person
 */
export function cacheDir({ platform, env, home }) {
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'imp-wallet')
  if (platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'imp-wallet', 'Cache')
  return path.join(xdg(env.XDG_CACHE_HOME) ?? path.join(home, '.cache'), 'imp-wallet')
}

/**
 * The demo's own profile: never the wallet that somebody uses for real money.
 * @param {Person} person
 */
export function demoDataDir({ platform, env, home }) {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'imp-wallet-demo')
  if (platform === 'win32')
    return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'imp-wallet-demo')
  return path.join(xdg(env.XDG_DATA_HOME) ?? path.join(home, '.local', 'share'), 'imp-wallet-demo')
}

/**
 * The XDG base directory specification: a path that is not absolute is invalid and ignored.
 * @param {string | undefined} dir
 */
const xdg = (dir) => (dir !== undefined && path.isAbsolute(dir) ? dir : undefined)

// @ts-check
import { projectRoot } from '../lib/project.mjs'
import { hasDisplay, startSessionBus, startXvfb } from './display.mjs'
import { resolveElectron } from './resolve.mjs'
import { ensureSandbox } from './sandbox.mjs'
import { ensureSystem, hasProgram } from './system.mjs'

/**
 * @typedef {object} ReadyElectron A runtime that can be started right now: `executable` with `args`, then
 *   arguments of the app, in `env`, which is complete.
 * @property {string} executable
 * @property {string} version
 * @property {import('./resolve.mjs').Origin} origin
 * @property {string[]} args ends with the app's folder
 * @property {Record<string, string>} env
 * @property {boolean} headless true when the screen is our own, invisible one
 */

/**
 * Finds an Electron and makes sure that it can start here: system libraries, sandbox, a display.
 * @param {object} options
 * @param {import('../lib/command.mjs').Log} options.log
 * @param {boolean} [options.ownBus] a session bus of our own even where the desktop has one
 * @returns {Promise<ReadyElectron>}
 */
export async function prepareElectron({ log, ownBus = false }) {
  const electron = await resolveElectron({ log })
  const headless = !hasDisplay(process)
  await ensureSystem({ executable: electron.executable, needsXvfb: headless, log })
  await ensureSandbox(electron)

  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...electron.env }
  // Set by some editors' terminals. With it Electron would run as plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  if (headless) env.DISPLAY = await startXvfb()
  if (process.platform === 'linux' && (ownBus || headless) && (await hasProgram('dbus-daemon'))) {
    env.DBUS_SESSION_BUS_ADDRESS = await startSessionBus()
  }
  return {
    executable: electron.executable,
    version: electron.version,
    origin: electron.origin,
    args: [...electron.args, projectRoot],
    env: definedOnly(env),
    headless
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
const definedOnly = (env) =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )

// @ts-check
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { endWithUs, StopError } from '../lib/command.mjs'
import { projectRoot } from '../lib/project.mjs'
import { resolveElectron } from './resolve.mjs'
import { ensureSandbox, ensureSystem, hasProgram } from './system.mjs'

/**
 * @typedef {object} ReadyElectron A runtime that can start now: run `executable` with `args` and then the arguments of
 *   the app. `env` is the whole environment.
 * @property {string} executable
 * @property {string} version
 * @property {import('./resolve.mjs').Origin} origin
 * @property {string[]} args ends with the app's folder
 * @property {Record<string, string>} env
 * @property {boolean} headless true if the screen is an invisible one that was started for it
 */

/**
 * Finds an Electron and makes sure that it can start here: system libraries, sandbox, a display.
 * @param {object} options
 * @param {import('../lib/command.mjs').Log} options.log
 * @param {boolean} [options.ownBus] whether to start a session bus even if the desktop has one
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

const SCREEN = '1280x900x24'
const START_MS = 15_000

/** @param {{ platform: string, env: NodeJS.ProcessEnv }} machine */
export const hasDisplay = ({ platform, env }) =>
  platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)

/**
 * Starts an invisible X server, which ends with this process.
 * @returns {Promise<string>} value for DISPLAY
 */
export async function startXvfb() {
  // Xvfb chooses a free number and writes it to descriptor 3, which avoids a race.
  const number = await firstLine('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'])
  return `:${number}`
}

/**
 * Starts a session bus, which ends with this process, so that notifications and tray icons of a test do not appear on
 * the desktop.
 * @returns {Promise<string>} value for DBUS_SESSION_BUS_ADDRESS
 */
export const startSessionBus = () => firstLine('dbus-daemon', ['--session', '--nofork', '--print-address=3'])

/**
 * Starts a server and waits for the line that it writes to descriptor 3 when it is ready.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function firstLine(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
    endWithUs(child)
    // The child must not keep this process alive.
    child.unref()
    for (const pipe of child.stdio) if (pipe instanceof Socket) pipe.unref()
    let errors = ''
    let answer = ''
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer)
      reject(new StopError(`${command} did not start: ${why}\n${errors.trim()}`))
    }
    const timer = setTimeout(() => fail('no answer'), START_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`exit code ${code}`))
    child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text))
    child.stdio[3]?.on('data', (bytes) => {
      answer += String(bytes)
      if (!answer.includes('\n')) return
      clearTimeout(timer)
      resolve(answer.trim())
    })
  })
}

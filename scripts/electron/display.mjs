// @ts-check
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { StopError } from '../lib/command.mjs'
import { endWithUs } from '../lib/process.mjs'

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
    let words = ''
    let answer = ''
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer)
      reject(new StopError(`${command} did not start: ${why}\n${words.trim()}`))
    }
    const timer = setTimeout(() => fail('no answer'), START_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`exit code ${code}`))
    child.stderr?.setEncoding('utf8').on('data', (text) => (words += text))
    child.stdio[3]?.on('data', (bytes) => {
      answer += String(bytes)
      if (!answer.includes('\n')) return
      clearTimeout(timer)
      resolve(answer.trim())
    })
  })
}

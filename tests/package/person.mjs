// @ts-check
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { capture, endWithUs, StopError } from '../../scripts/lib/command.mjs'

const NAME = 'imp-wallet-install-test'
const END_MS = 15_000

/**
 * @typedef {object} Person An ordinary user of this computer, created for the test.
 * @property {number} uid
 * @property {string} home
 * @property {(command: string, args: readonly string[]) => Promise<{ code: number, stdout: string, stderr: string }>} run
 * @property {(command: string, args: readonly string[], env?: Record<string, string>) => import('node:child_process').ChildProcess} start
 * @property {() => { pid: number, args: string[] }[]} processes
 * @property {(signal: NodeJS.Signals) => Promise<void>} endAll ends every process of theirs and waits until it is gone
 * @property {() => Promise<void>} leave ends their processes and takes them off the machine, with their home
 */

/**
 * Adds a user with a home folder. The user's programs get the display and nothing else of our environment.
 * @param {{ display: string }} options
 * @returns {Promise<Person>}
 */
export async function addPerson({ display }) {
  const added = await capture('useradd', ['--create-home', '--shell', '/bin/sh', NAME])
  // 9: a test that was killed left its user behind.
  if (added.code !== 0 && added.code !== 9)
    throw new StopError(`No user could be added: ${added.stderr.trim()}`)
  const [, , uid = '', , , home = ''] = (await capture('getent', ['passwd', NAME])).stdout.split(':')
  const environment = {
    HOME: home,
    USER: NAME,
    LOGNAME: NAME,
    LANG: 'C.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    DISPLAY: display
  }
  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {Record<string, string>} [env]
   */
  const asThem = (command, args, env = {}) => {
    const pairs = Object.entries({ ...environment, ...env }).map(([name, value]) => `${name}=${value}`)
    return ['--user', NAME, '--', 'env', '--ignore-environment', '--chdir', home, ...pairs, command, ...args]
  }
  const processes = () => processesOf(Number(uid))
  /** @param {NodeJS.Signals} signal */
  const endAll = async (signal) => {
    const until = Date.now() + END_MS
    for (const { pid } of processes().reverse()) signalTo(pid, signal)
    while (processes().length > 0) {
      if (Date.now() > until) throw new StopError(`Still running: ${processes().map(({ args }) => args[0])}`)
      await wait(50)
    }
  }
  return {
    uid: Number(uid),
    home,
    run: (command, args) => capture('runuser', asThem(command, args), { cwd: '/' }),
    start: (command, args, env) => {
      const child = spawn('runuser', asThem(command, args, env), {
        cwd: '/',
        stdio: ['ignore', 'pipe', 'pipe']
      })
      endWithUs(child)
      return child
    },
    processes,
    endAll,
    leave: async () => {
      await endAll('SIGKILL')
      await capture('userdel', ['--force', NAME])
      rmSync(home, { recursive: true, force: true })
    }
  }
}

/**
 * @param {number} uid
 * @returns {{ pid: number, args: string[] }[]}
 */
function processesOf(uid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => {
      try {
        // Not the owner of the folder: that is root for processes that may not be inspected, such as sandboxed ones.
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        if (!status.includes(`\nUid:\t${uid}\t`)) return []
        // Chromium's processes rewrite their command lines, with spaces.
        const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/\0| (?=--)/u)
        // A zombie process has no command line.
        return args[0] === '' ? [] : [{ pid: Number(pid), args }]
      } catch {
        return []
      }
    })
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalTo(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}

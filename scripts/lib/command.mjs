// @ts-check
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { projectRoot } from './project.mjs'

/** A failure that the user of the terminal can act on. Only its message is shown. */
export class StopError extends Error {
  /** @override */
  name = 'StopError'
}

/** @typedef {(line: string) => void} Log */

/** @type {Log} */
export const log = (line) => console.log(line)

/**
 * Whether `node` was started with this module, so that tests can import a program without running it.
 * @param {string} moduleUrl its `import.meta.url`
 */
export const isProgram = (moduleUrl) =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl)

/**
 * Runs the main function of a command and ends the process with the exit code that it returns, or 1 if it throws. Ends
 * through `process.exit`, so that all exit handlers run, after a signal too.
 * @param {() => Promise<number>} main
 */
export async function runCommand(main) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A child in the foreground gets the signal too, and its end decides (see `run`).
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
    })
  }
  try {
    process.exit(await main())
  } catch (error) {
    console.error(error instanceof StopError ? `\n${error.message}` : error)
    process.exit(1)
  }
}

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Runs a program in the foreground: it shares our terminal, gets our signals, and its exit code is returned
 * (128 + number when a signal ended it).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = process.env, quiet = false } = {}) {
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: quiet ? 'ignore' : 'inherit' })
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  const forward = signals.map((signal) => /** @type {const} */ ([signal, () => void child.kill(signal)]))
  for (const [signal, handler] of forward) process.on(signal, handler)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const [name, handler] of forward) process.off(name, handler)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

/**
 * Runs a program to its end and returns its output. Never rejects if the program fails or is missing: `code` is then
 * not 0 (127: no such program).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function capture(command, args, { env = process.env, cwd = projectRoot } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    endWithUs(child)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.once('error', (error) => resolve({ code: 127, stdout, stderr: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }))
  })
}

/**
 * Kills a child, by its pid, when this process ends.
 * @param {ChildProcess} child
 */
export function endWithUs(child) {
  const end = () => void child.kill()
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
}

/**
 * The npm that runs this script, so that its configuration decides the registry.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand(env = process.env) {
  const script = env.npm_execpath
  return script !== undefined && /npm-cli\.[cm]?js$/.test(script) ? [process.execPath, script] : ['npm']
}

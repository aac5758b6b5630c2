// @ts-check
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { StopError } from './command.mjs'
import { endWithUs } from './process.mjs'
import { inProject } from './project.mjs'
import { readyAddress } from './ready-line.mjs'

const START_MS = 20_000

/**
 * Starts the built demo node on a free loopback port; it ends with this process.
 * @returns {Promise<{ address: string, pid: number, stop: () => Promise<void> }>}
 */
export function startDemoNode() {
  const child = spawn(process.execPath, [inProject('out', 'main', 'demo-node-cli.js'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  endWithUs(child)
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()))
  const stop = () => {
    child.kill()
    return ended
  }
  return new Promise((resolve, reject) => {
    /** @param {string} why */
    const fail = (why) => reject(new StopError(`The demo node did not start: ${why}.`))
    const timer = setTimeout(() => fail(`not ready within ${START_MS / 1000} s`), START_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`exit code ${code}`))
    createInterface(child.stdout).on('line', (line) => {
      const address = readyAddress(line)
      if (address === undefined || child.pid === undefined) return
      clearTimeout(timer)
      resolve({ address, pid: child.pid, stop })
    })
  })
}

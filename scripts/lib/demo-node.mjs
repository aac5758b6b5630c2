// @ts-check
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { StopError } from './command.mjs'
import { endWithUs } from './process.mjs'
import { inProject } from './project.mjs'
import { readyAddresses } from './ready-line.mjs'

const START_MS = 20_000
const ANY_PORT = '127.0.0.1:0'

/** @typedef {import('./ready-line.mjs').NodeAddresses & { pid: number, stop: () => Promise<void> }} DemoNode */

/**
 * Starts the built demo node on free loopback ports; it ends with this process.
 * @param {readonly string[]} [args] more arguments of its command line
 * @returns {Promise<DemoNode>}
 */
export function startDemoNode(args = []) {
  const ports = ['--grpc', ANY_PORT, '--http', ANY_PORT, '--control', ANY_PORT]
  const child = spawn(process.execPath, [inProject('out', 'main', 'demo-node-cli.js'), ...ports, ...args], {
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
    const fail = (why) => {
      clearTimeout(timer)
      reject(new StopError(`The demo node did not start: ${why}.`))
    }
    const timer = setTimeout(() => fail(`not ready within ${START_MS / 1000} s`), START_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`exit code ${code}`))
    createInterface(child.stdout).on('line', (line) => {
      const addresses = readyAddresses(line)
      if (addresses === undefined || child.pid === undefined) return
      clearTimeout(timer)
      resolve({ ...addresses, pid: child.pid, stop })
    })
  })
}

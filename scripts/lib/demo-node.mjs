// @ts-check
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as grpc from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { endWithUs, StopError } from './command.mjs'
import { inProject } from './project.mjs'

const START_MS = 20_000
const ANY_PORT = '127.0.0.1:0'

/** @typedef {NodeAddresses & { pid: number, stop: () => Promise<void> }} DemoNode */

/**
 * Starts the built demo node on free loopback ports; it ends with this process.
 * @param {readonly string[]} [args] more options for its command line
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

/**
 * Where a demo node answers: gRPC, the HTTP bindings, and its control service, each as `host:port`.
 * @typedef {{ grpc: string, http: string, control: string }} NodeAddresses
 */

/**
 * The addresses in the line that the demo node writes to its standard output when it is ready:
 * `{"event":"ready","grpc":"127.0.0.1:PORT","http":…,"control":…}`. Undefined for any other line.
 * @param {string} line
 * @returns {NodeAddresses | undefined}
 */
export function readyAddresses(line) {
  if (!line.startsWith('{')) return undefined
  try {
    const { event, grpc, http, control } = JSON.parse(line)
    const complete = [grpc, http, control].every((address) => typeof address === 'string')
    return event === 'ready' && complete ? { grpc, http, control } : undefined
  } catch {
    return undefined
  }
}

const DEADLINE_MS = 10_000

/**
 * @typedef {object} DemoControl Controls a running demo node; its calls are in proto/demo/control.proto.
 * @property {(name: string, request: object) => Promise<any>} call
 * @property {() => void} close
 */

/**
 * @param {string} address of the node's control service
 * @returns {DemoControl}
 */
export function connectControl(address) {
  const definition = loadSync(inProject('proto', 'demo', 'control.proto'), {
    keepCase: true,
    longs: String,
    bytes: Buffer,
    defaults: true
  })
  const methods = /** @type {grpc.ServiceDefinition} */ (definition['demo.Control'])
  const client = new grpc.Client(address, grpc.credentials.createInsecure())
  return {
    call: (name, request) =>
      new Promise((resolve, reject) => {
        const method = methods[name]
        if (method === undefined) throw new Error(`control.proto has no call ${name}`)
        client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          new grpc.Metadata(),
          { deadline: Date.now() + DEADLINE_MS },
          (error, answer) => (error === null ? resolve(answer) : reject(error))
        )
      }),
    close: () => client.close()
  }
}

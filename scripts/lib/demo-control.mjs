// @ts-check
import * as grpc from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { inProject } from './project.mjs'

const DEADLINE_MS = 10_000

/**
 * @typedef {object} DemoControl Steers a running demo node: proto/demo/control.proto says what can be asked.
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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readServeOptions } from '../../../../../../src/node/backends/demo/cli/serve-options'

const folder = mkdtempSync(join(tmpdir(), 'demo-node-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the options of the demo node', () => {
  it('default to the ports of a real node of generation 1 with automatic peers', () => {
    expect(readServeOptions([])).toEqual({
      control: '127.0.0.1:8883',
      exitWithParent: false,
      node: {
        grpc: '127.0.0.1:8881',
        http: '127.0.0.1:8882',
        generation: 1,
        behaviour: 'demo',
        extension: true
      }
    })
  })

  it('leave out the extension on request', () => {
    expect(readServeOptions(['--no-extension']).node.extension).toBeUndefined()
  })

  it('are passed to the node', () => {
    const args =
      '--generation 2 --api-key k --seed s --state f --behaviour quiet --pays-after 5 --payment-ms 6 --message-fee 8 --expiry 7 --data-field bytes --no-messaging'
    expect(readServeOptions(args.split(' ')).node).toMatchObject({
      generation: 2,
      apiKey: 'k',
      seed: 's',
      stateFile: 'f',
      behaviour: 'quiet',
      peersPayAfterMs: 5,
      paymentMs: 6,
      messageFeeMsat: 8n,
      invoiceExpirySeconds: 7,
      dataField: 'bytes',
      messaging: false
    })
  })

  it('create a certificate, or read one', () => {
    expect(readServeOptions(['--tls']).node.tls?.cert).toContain('BEGIN CERTIFICATE')
    const [cert, key, ca] = ['cert', 'key', 'ca'].map((name) => join(folder, name))
    for (const file of [cert, key, ca]) writeFileSync(String(file), String(file))
    const args = ['--tls-cert', String(cert), '--tls-key', String(key), '--tls-client-ca', String(ca)]
    expect(readServeOptions(args).node.tls).toEqual({ cert, key, clientCa: ca })
  })

  it.each([
    ['--generation 3', '--generation 3: not a generation: 1 or 2'],
    ['--behaviour wild', '--behaviour wild: not a behaviour: demo or quiet'],
    ['--pays-after soon', '--pays-after soon: not a whole number'],
    ['--tls-cert x', '--tls-cert and --tls-key must be used together'],
    ['--tls-client-ca x', '--tls-client-ca needs --tls'],
    ['--colour red', "Unknown option '--colour'"]
  ])('refuse %s', (args, text) => {
    expect(() => readServeOptions(args.split(' '))).toThrow(text)
  })
})

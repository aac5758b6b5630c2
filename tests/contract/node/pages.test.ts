import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import { runNode } from './support'

const INVOICE = '/v1/lightning/generateinvoice'

/** `headers` as a browser or another program sends them; Node's fetch does not allow them. */
function call(node: DemoNode, path: string, headers: Record<string, string>, body?: string): Promise<number> {
  const method = body === undefined ? 'GET' : 'POST'
  return new Promise((resolve, reject) => {
    const sent = request(`http://${node.httpAddress}${path}`, { method, headers }, (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const body = '{"amount": 5}'
const FROM_PAGES: readonly (readonly [string, Record<string, string>])[] = [
  ['of any site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['in a file or a frame without origin', { origin: 'null' }],
  ['of another port of this computer', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
  ['whose host name was pointed at this computer', { host: 'evil.example:8882' }],
  ['that hides its origin', { 'sec-fetch-site': 'cross-site' }]
]

describe('a node without an API key', () => {
  it.each(FROM_PAGES)('refuses a page %s', async (_page, headers) => {
    const node = await runNode()
    expect(await call(node, INVOICE, headers, body)).toBe(403)
    expect(await call(node, '/v1/subscribe', headers)).toBe(403)
  })

  it.each([
    ['curl', {}],
    ['a program on this computer', { host: 'localhost:8882' }],
    ['a tunnel to it', { host: '[::1]:9000' }]
  ])('serves %s', async (_program, headers) => {
    const node = await runNode()
    expect(await call(node, INVOICE, headers, body)).toBe(200)
  })
})

describe('a node with an API key', () => {
  it('serves every caller with the key, also behind a proxy that keeps the host name', async () => {
    const node = await runNode({ apiKey: 'secret' })
    const headers = { origin: 'https://my.example', host: 'my.example' }
    expect(await call(node, INVOICE, { ...headers, 'grpc-metadata-x-api-key': 'secret' }, body)).toBe(200)
    expect(await call(node, INVOICE, headers, body)).toBe(401)
  })
})

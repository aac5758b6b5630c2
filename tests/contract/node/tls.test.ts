import { request } from 'node:https'
import { credentials } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { status } from './bare-client'
import { connect, runNode } from './support'

const ca = issueCertificate({ commonName: 'demo CA', ca: true })
const server = issueCertificate({ commonName: 'demo node' }, ca)
const trusting = credentials.createSsl(Buffer.from(ca.cert))
const generate = { amount: '1', memo: '' }

function postOverTls(node: DemoNode, tls: { ca: string; cert?: string; key?: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = `https://${node.httpAddress}/v1/lightning/generateinvoice`
    const call = request(url, { method: 'POST', agent: false, ...tls }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end('{"amount":"1"}')
  })
}

describe('a node with TLS', () => {
  it('answers clients that trust its CA, on both ports', async () => {
    const node = await runNode({ tls: server })
    const client = connect(node, { channel: trusting })
    await expect(client.call('GenerateInvoice', generate)).resolves.toBeDefined()
    expect(await postOverTls(node, { ca: ca.cert })).toBe(200)
  })

  it('is not trusted without its CA', async () => {
    const node = await runNode({ tls: server })
    const client = connect(node, { channel: credentials.createSsl() })
    expect(await client.failure('GenerateInvoice', generate)).toEqual({
      code: status.UNAVAILABLE,
      details: expect.stringContaining('unable to verify the first certificate')
    })
  })

  it.each([
    ['expired', { notAfter: new Date(Date.now() - 1000) }, 'certificate has expired'],
    ['for another host', { hosts: ['node.example'] }, "does not match certificate's altnames"]
  ])('is refused with a certificate that is %s', async (_name, terms, text) => {
    const node = await runNode({ tls: issueCertificate({ commonName: 'demo node', ...terms }, ca) })
    const failure = await connect(node, { channel: trusting }).failure('GenerateInvoice', generate)
    expect(failure).toEqual({ code: status.UNAVAILABLE, details: expect.stringContaining(text) })
  })

  it('requires a client certificate if it has a CA for clients', async () => {
    const node = await runNode({ tls: { ...server, clientCa: ca.cert } })
    const own = issueCertificate({ commonName: 'wallet' }, ca)
    const known = credentials.createSsl(Buffer.from(ca.cert), Buffer.from(own.key), Buffer.from(own.cert))
    await expect(connect(node, { channel: known }).call('GenerateInvoice', generate)).resolves.toBeDefined()
    expect(await postOverTls(node, { ca: ca.cert, ...own })).toBe(200)
    const unknown = connect(node, { channel: trusting })
    expect((await unknown.failure('GenerateInvoice', generate)).code).toBe(status.UNAVAILABLE)
    await expect(postOverTls(node, { ca: ca.cert })).rejects.toThrow()
  })

  it('can restart with a renewed certificate', async () => {
    const node = await runNode({ tls: server })
    const renewedCa = issueCertificate({ commonName: 'renewed CA', ca: true })
    await node.restart({ tls: issueCertificate({ commonName: 'demo node' }, renewedCa) })
    const renewed = connect(node, { channel: credentials.createSsl(Buffer.from(renewedCa.cert)) })
    await expect(renewed.call('GenerateInvoice', generate)).resolves.toBeDefined()
    const old = connect(node, { channel: trusting })
    expect((await old.failure('GenerateInvoice', generate)).code).toBe(status.UNAVAILABLE)
  })
})

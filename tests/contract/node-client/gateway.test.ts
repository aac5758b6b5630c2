import { createServer, request as forward, type RequestListener } from 'node:http'
import { status } from '@grpc/grpc-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { certificateFingerprint, issueCertificate } from '../../../src/node/tls/self-signed'
import type { Security } from '../../../src/shared/domain/node'
import { demoNode } from '../../support/processes/demo-node'
import { faultProxy } from '../../support/processes/fault-proxy'
import { connectTo } from '../../support/processes/node-client'
import { payOrder } from '../../support/fixtures/pay-order'

const LOOPBACK: Security = { kind: 'loopback' }

async function webServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `127.0.0.1:${address.port}`
}

const connectWith = (address: string, security: Security = LOOPBACK) =>
  connectTo('', { profile: { address, security }, deadlines: { connect: 1_000 } })

/** The failure of a connection that is blocked. */
async function blockedAt(address: string, security?: Security) {
  const state = await connectWith(address, security).reaches('blocked')
  return state.phase === 'blocked' ? state.failure : undefined
}

describe('the gateway behind a reverse proxy', () => {
  it('is found below a path', async () => {
    const node = await demoNode()
    const address = await webServer((request, response) => {
      if (request.url?.startsWith('/imp/') !== true) return void response.writeHead(404).end()
      // Like a reverse proxy: removes the prefix of the path and forwards everything else.
      const [host, port] = node.httpAddress.split(':')
      const { method = 'GET', headers } = request
      const onward = forward(
        { host, port, path: request.url.slice('/imp'.length), method, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        }
      )
      request.pipe(onward)
      onward.on('error', () => response.destroy())
      response.on('close', () => onward.destroy())
    })
    const { recorder, reaches } = connectWith(`http://${address}/imp/`)
    await reaches('ready')
    node.control.sendMessage({ from: 'Mira', data: 'through the proxy' })
    await recorder.until('it came', () => recorder.texts.includes('through the proxy'))
    expect(await blockedAt(`http://${address}`)).toEqual({ code: 'not-an-imp-node' })
  })

  it.each([
    ['is blocked by a key that the proxy requires', 401, 'blocked', 'key-missing'],
    ['waits until the gateway is back', 502, 'backoff', 'lost']
  ] as const)('%s', async (_, code, phase, failure) => {
    const address = await webServer((_request, response) => response.writeHead(code).end('<html>'))
    expect(await connectWith(`http://${address}`).reaches(phase)).toMatchObject({
      failure: { code: failure }
    })
  })

  it.each([
    ['a page', (_: unknown, response) => response.end('<html>')],
    ['another API', (_: unknown, response) => response.end('{}')],
    ['nothing found', (_: unknown, response) => response.writeHead(404).end()]
  ] as readonly (readonly [string, RequestListener])[])(
    'is not an IMP node if it answers with %s',
    async (_, listener) => {
      expect(await blockedAt(`http://${await webServer(listener)}`)).toMatchObject({
        code: 'not-an-imp-node'
      })
    }
  )

  it('is not an IMP node at the gRPC port of one', async () => {
    const node = await demoNode()
    expect(await blockedAt(`http://${node.address}`)).toMatchObject({ code: 'not-an-imp-node' })
  })

  it('requires TLS if it redirects to https', async () => {
    const address = await webServer((_, response) =>
      response.writeHead(301, { location: 'https://node.example/' }).end()
    )
    expect(await blockedAt(`http://${address}`)).toEqual({ code: 'tls-required' })
  })
})

describe('the gateway over https', () => {
  const authority = issueCertificate({ commonName: 'Test authority', ca: true })
  const tls = issueCertificate({ commonName: 'node' }, authority)
  const trusting: Security = { kind: 'tls-certificate', pem: authority.cert }
  const fingerprint = certificateFingerprint(tls.cert)

  it.each([
    ['its authority is given', trusting],
    ['its fingerprint is pinned', { kind: 'tls-pinned', fingerprint } as const]
  ])('is trusted when %s', async (_, security) => {
    const node = await demoNode({ tls })
    const { connection, recorder, reaches } = connectWith(`https://${node.httpAddress}`, security)
    await reaches('ready')
    node.control.sendMessage({ from: 'Mira', data: 'hello' })
    await recorder.until('it came', () => recorder.texts.length === 1)
    expect(await connection.calls.checkInvoice('lnbcrt1')).toMatchObject({
      error: { code: 'no-such-invoice' }
    })
  })

  it('is not trusted only because the node is on this computer', async () => {
    const node = await demoNode({ tls })
    expect(await blockedAt(`https://${node.httpAddress}`)).toMatchObject({
      code: 'certificate-untrusted',
      fingerprint
    })
  })

  it('is distinguished from plaintext, and plaintext from it', async () => {
    const secure = await demoNode({ tls })
    const plain = await demoNode()
    expect(await blockedAt(`http://${secure.httpAddress}`)).toEqual({ code: 'tls-required' })
    expect(await blockedAt(`https://${plain.httpAddress}`, trusting)).toMatchObject({ code: 'not-tls' })
    expect(await blockedAt(`http://${plain.httpAddress}`, trusting)).toMatchObject({ code: 'not-tls' })
  })

  it('refuses a client without a certificate if it requires one', async () => {
    const node = await demoNode({ tls: { ...tls, clientCa: authority.cert } })
    expect(await blockedAt(`https://${node.httpAddress}`, trusting)).toMatchObject({
      code: 'client-certificate-refused'
    })
  })
})

describe('a payment through the gateway', () => {
  it('is not sent if no connection was made', async () => {
    const node = await demoNode()
    const proxy = await faultProxy(node.httpAddress)
    const { connection, reaches } = connectTo(`http://${proxy.address}`)
    await reaches('ready')
    const { invoice } = node.control.peerInvoice({ from: 'Mira' })
    // The stream stays open, but no new connections are accepted.
    void proxy.stopAccepting()
    expect(await connection.calls.payInvoice(payOrder(invoice))).toEqual({ kind: 'not-sent' })
    proxy.reset()
    expect(node.calls.of('PayInvoice')).toEqual([])
  })

  it.each([
    ['a proxy lost the node', 502],
    ['a proxy waited too long', 504],
    ['a proxy fails', 500]
  ])('is unknown when %s', async (_, code) => {
    const address = await webServer((request, response) => {
      if (request.url?.endsWith('/payinvoice') === true) response.writeHead(code).end('<html>')
      else if (request.url?.endsWith('/subscribe') === true) response.flushHeaders()
      else
        response
          .writeHead(400)
          .end(JSON.stringify({ code: status.INVALID_ARGUMENT, message: 'unexpected EOF' }))
    })
    const { connection, reaches } = connectTo(`http://${address}`)
    await reaches('ready')
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({ kind: 'unknown' })
  })
})

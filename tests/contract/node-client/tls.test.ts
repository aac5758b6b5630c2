import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { certificateFingerprint, issueCertificate } from '../../../src/node/tls/self-signed'
import { probeNode } from '../../../src/main/node-client/probe'
import type { Security } from '../../../src/shared/domain/node'
import { demoNode } from '../../support/processes/demo-node'
import { connectTo } from '../../support/processes/node-client'
import { payOrder } from '../../support/fixtures/pay-order'

const DAY = 24 * 60 * 60 * 1000
const authority = issueCertificate({ commonName: 'Test authority', ca: true })
const otherAuthority = issueCertificate({ commonName: 'Other authority', ca: true })
const signed = (terms: Partial<Parameters<typeof issueCertificate>[0]> = {}) =>
  issueCertificate({ commonName: 'node', ...terms }, authority)
const selfSigned = () => issueCertificate({ commonName: 'node' })

const byAuthority: Security = { kind: 'tls-certificate', pem: authority.cert }
const pinned = (cert: string): Security => ({ kind: 'tls-pinned', fingerprint: certificateFingerprint(cert) })

function connectWith(address: string, security: Security, rest: Parameters<typeof connectTo>[1] = {}) {
  return connectTo('', { profile: { address, security }, ...rest })
}

/** The failure of a connection that is blocked. */
async function blockedAt(address: string, security: Security) {
  const state = await connectWith(address, security).reaches('blocked')
  return state.phase === 'blocked' ? state.failure : undefined
}

describe('a node with TLS', () => {
  it.each([
    ['the authority that signed its certificate is given', () => byAuthority],
    ['its very certificate is given', (cert: string): Security => ({ kind: 'tls-certificate', pem: cert })],
    [
      'several certificates are given, and one is right',
      (cert: string): Security => ({
        kind: 'tls-certificate',
        pem: `subject: another\n${otherAuthority.cert}\n${cert}`
      })
    ],
    ['its fingerprint is pinned', pinned],
    [
      'its fingerprint is pinned in other words',
      (cert: string): Security => ({
        kind: 'tls-pinned',
        fingerprint: `sha256:${certificateFingerprint(cert).replaceAll(':', '').toLowerCase()}`
      })
    ]
  ])('is trusted when %s', async (_, security) => {
    const tls = signed()
    const node = await demoNode({ tls })
    const { connection, reaches, recorder } = connectWith(node.address, security(tls.cert))
    await reaches('ready')
    node.control.sendMessage({ from: 'Mira', data: 'hello' })
    await recorder.until('it came', () => recorder.texts.length === 1)
    const { invoice } = node.control.peerInvoice({ from: 'Mira' })
    expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({ kind: 'failed' })
  })

  it('is reached by name as well as by address', async () => {
    const node = await demoNode({ tls: signed({ hosts: ['localhost'] }) })
    await connectWith(node.address.replace('127.0.0.1', 'localhost'), byAuthority).reaches('ready')
    expect(await blockedAt(node.address, byAuthority)).toMatchObject({ code: 'certificate-wrong-host' })
  })

  it.each([
    ['untrusted when nobody known signed it', () => selfSigned(), { kind: 'tls' }, 'certificate-untrusted'],
    [
      'untrusted when another authority signed it',
      () => signed(),
      { kind: 'tls-certificate', pem: otherAuthority.cert },
      'certificate-untrusted'
    ],
    ['for another host', () => signed({ hosts: ['other.example'] }), byAuthority, 'certificate-wrong-host'],
    [
      'expired',
      () => signed({ notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) }),
      byAuthority,
      'certificate-expired'
    ],
    [
      'not valid yet',
      () => signed({ notBefore: new Date(Date.now() + DAY) }),
      byAuthority,
      'certificate-expired'
    ],
    ['another than the pinned one', () => signed(), pinned(selfSigned().cert), 'certificate-changed'],
    [
      'another than the self-signed one that was given',
      () => selfSigned(),
      { kind: 'tls-certificate', pem: selfSigned().cert },
      'certificate-changed'
    ]
  ] as const)(
    'is refused with a certificate that is %s, and its fingerprint is reported',
    async (_, issue, security, code) => {
      const tls = issue()
      const node = await demoNode({ tls })
      const fingerprint = certificateFingerprint(tls.cert)
      expect(await blockedAt(node.address, security)).toMatchObject({ code, fingerprint })
      expect(
        await probeNode({ profile: { address: node.address, security }, apiKey: undefined })
      ).toMatchObject({
        ok: false,
        error: { code, fingerprint }
      })
      expect(node.calls.all()).toEqual([])
    }
  )

  it('is trusted by its fingerprint whatever name and date its certificate has', async () => {
    const tls = signed({ hosts: ['other.example'], notBefore: new Date(0), notAfter: new Date(DAY) })
    const node = await demoNode({ tls })
    await connectWith(node.address, pinned(tls.cert)).reaches('ready')
  })

  it('blocks the connection after its certificate was renewed, until the person trusts the new one', async () => {
    const [first, second] = [selfSigned(), selfSigned()]
    const node = await demoNode({ tls: first })
    const { reaches } = connectWith(node.address, pinned(first.cert))
    await reaches('ready')
    await node.restart({ tls: second })
    const fingerprint = certificateFingerprint(second.cert)
    expect(await reaches('blocked')).toEqual({
      phase: 'blocked',
      failure: {
        code: 'certificate-changed',
        fingerprint,
        trustedFingerprint: certificateFingerprint(first.cert)
      }
    })
    await connectWith(node.address, { kind: 'tls-pinned', fingerprint }).reaches('ready')
  })

  it('gets nothing if the given text contains no certificate', async () => {
    const node = await demoNode({ tls: signed() })
    expect(await blockedAt(node.address, { kind: 'tls-certificate', pem: 'no certificate' })).toEqual({
      code: 'certificate-untrusted',
      detail: 'no certificate in the given text'
    })
  })

  it('is recognised if plaintext was requested', async () => {
    const node = await demoNode({ tls: signed() })
    expect(await blockedAt(node.address, { kind: 'loopback' })).toEqual({ code: 'tls-required' })
  })
})

describe('a port without TLS', () => {
  const listening = async (server: {
    listen(port: number, host: string, done: () => void): unknown
    address(): unknown
  }) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address !== 'object' || address === null || !('port' in address)) throw new Error('no port')
    return `127.0.0.1:${String(address.port)}`
  }

  it('is recognised if a node listens there', async () => {
    const node = await demoNode()
    expect(await blockedAt(node.address, { kind: 'tls' })).toMatchObject({ code: 'not-tls' })
  })

  it('is recognised if a web server listens there', async () => {
    const server = createHttpServer()
    onTestFinished(() => void server.close())
    expect(await blockedAt(await listening(server), { kind: 'tls' })).toMatchObject({ code: 'not-tls' })
  })

  it('is recognised if it closes the connection silently, but answers plaintext', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (bytes) =>
        bytes.subarray(0, 3).toString() === 'PRI' ? socket.write('hello') : socket.end()
      )
    })
    onTestFinished(() => void server.close())
    expect(await blockedAt(await listening(server), { kind: 'tls' })).toMatchObject({ code: 'not-tls' })
  })

  it('is tried again if it only drops the connection', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).resetAndDestroy())
    onTestFinished(() => void server.close())
    const { reaches } = connectWith(await listening(server), { kind: 'tls' })
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'lost' } })
  })

  it('times out if it sends nothing', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined))
    onTestFinished(() => void server.close())
    const { reaches } = connectWith(await listening(server), { kind: 'tls' }, { deadlines: { connect: 300 } })
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'timed-out' } })
  })
})

describe('a node that requires a client certificate', () => {
  const client = issueCertificate({ commonName: 'wallet' }, authority)
  const clientCertificate = { certificate: client.cert, key: client.key }

  it('accepts the right certificate', async () => {
    const node = await demoNode({ tls: { ...signed(), clientCa: authority.cert } })
    await connectWith(node.address, byAuthority, { clientCertificate }).reaches('ready')
  })

  it('refuses a client without one', async () => {
    const node = await demoNode({ tls: { ...signed(), clientCa: authority.cert } })
    expect(await blockedAt(node.address, byAuthority)).toMatchObject({ code: 'client-certificate-refused' })
  })

  it('is not called with a certificate that cannot be used', async () => {
    const node = await demoNode({ tls: { ...signed(), clientCa: authority.cert } })
    const broken = { certificate: client.cert, key: 'no key' }
    const { reaches } = connectWith(node.address, byAuthority, { clientCertificate: broken })
    expect(await reaches('blocked')).toMatchObject({
      failure: { code: 'client-certificate-refused', detail: expect.not.stringContaining('no key') }
    })
  })
})

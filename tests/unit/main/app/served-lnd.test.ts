import { X509Certificate } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { issueCertificate } from '../../../../src/node/tls/self-signed'
import { ServedLnd } from '../../../../src/main/app/served-lnd'
import type { LndProfile } from '../../../../src/shared/domain/pairing'
import { FakeClock, settle } from '../../../support/fakes/fake-clock'
import { fakeLndNodes, OPEN, type Answering } from '../../../support/fakes/fake-lnd-node'
import { sampleLnd } from '../../../support/fixtures/samples'

const dated = () => {
  const { cert } = issueCertificate({ commonName: 'lnd' })
  const { fingerprint256: fingerprint, validFrom } = new X509Certificate(cert)
  return { cert, fingerprint, validFrom: Date.parse(validFrom) }
}

const PLACE = 'unix:/run/x/node.sock'

function setUp(
  answer: Answering = ({ listen }) => ({ ok: true, grpc: listen }),
  parts: { lnd?: LndProfile; macaroon?: () => string | undefined; listen?: string } = {}
) {
  const processes = fakeLndNodes(answer)
  const clock = new FakeClock()
  const changed = vi.fn()
  const places = { made: 0, removed: 0 }
  const certificateShown = vi.fn()
  const served = new ServedLnd(
    {
      lnd: parts.lnd ?? sampleLnd(),
      readMacaroon: parts.macaroon ?? (() => '0201'),
      start: processes.start,
      makePlace: () => {
        places.made += 1
        return { address: parts.listen ?? PLACE, remove: () => (places.removed += 1) }
      },
      makeApiKey: () => `key ${places.made}`,
      dataFolder: '/data',
      clock,
      random: () => 0,
      reportBug: (_where, error) => {
        throw error
      },
      certificateShown
    },
    changed
  )
  return { served, ...processes, clock, changed, places, certificateShown }
}

describe('the node of a saved LND', () => {
  it('is served at an address and with a key that are made for this run', async () => {
    const { served, last } = setUp()
    served.start()
    await settle()
    expect(served.served).toEqual({ address: PLACE, apiKey: 'key 1' })
    expect(served.failure).toBeUndefined()
    const { pubkey, network, lndAddress: address } = sampleLnd()
    expect(last().asked).toEqual([
      {
        kind: 'serve',
        access: { address, macaroon: '0201', cert: sampleLnd().certificate },
        expect: { pubkey, network },
        listen: PLACE,
        apiKey: 'key 1',
        dataFolder: '/data'
      }
    ])
    await served.stop()
    expect(last().stopped).toBe(true)
  })

  it('has no address from the moment its process ends, and starts again at another one with another key', async () => {
    const { served, last, nodes, clock, places } = setUp()
    served.start()
    await settle()
    last().crash()
    expect(served.served).toBeUndefined()
    expect(served.failure).toMatchObject({ failure: { code: 'lnd-process-failed' }, attempt: 1 })
    await settle()
    expect(places.removed).toBe(1)
    await clock.advance(500)
    expect(nodes).toHaveLength(2)
    expect(served.served).toEqual({ address: PLACE, apiKey: 'key 2' })
    expect(served.failure).toBeUndefined()
    await served.stop()
  })

  it('waits longer after each crash, at most 30 s, and starts over after a stable run', async () => {
    const { served, last, clock } = setUp()
    served.start()
    const waits: number[] = []
    for (let crash = 0; crash < 3; crash += 1) {
      await settle()
      last().crash()
      waits.push((served.failure?.retryAt ?? 0) - clock.now())
      await clock.advance(waits.at(-1) ?? 0)
    }
    expect(served.failure).toBeUndefined()
    await clock.advance(10_000)
    last().crash()
    expect(served.failure?.attempt).toBe(1)
    expect(waits.every((wait) => wait >= 500 && wait <= 30_000)).toBe(true)
    await served.stop()
  })

  it('asks for the key if the keychain does not return it, and reads it again on request', async () => {
    const keychain = new Map<string, string>()
    const { served, nodes } = setUp(undefined, { macaroon: () => keychain.get('macaroon') })
    served.start()
    await settle()
    expect(nodes).toHaveLength(0)
    expect(served.failure).toEqual({
      failure: { code: 'lnd-key-missing' },
      attempt: 1,
      retryAt: undefined
    })
    keychain.set('macaroon', '0201')
    served.retryNow()
    await settle()
    expect(served.served).toBeDefined()
    expect(served.failure).toBeUndefined()
    await served.stop()
  })

  it('is not served if its process reports another address than the requested one', async () => {
    const { served } = setUp(() => ({ ok: true, grpc: 'unix:/somewhere/else.sock' }))
    served.start()
    await settle()
    expect(served.served).toBeUndefined()
    expect(served.failure?.failure.code).toBe('lnd-process-failed')
    await served.stop()

    const remote = setUp(() => ({ ok: true, grpc: 'node.example:8881' }), { listen: '127.0.0.1:0' })
    remote.served.start()
    await settle()
    expect(remote.served.served).toBeUndefined()
    await remote.served.stop()

    const loopback = setUp(() => ({ ok: true, grpc: '127.0.0.1:4711' }), { listen: '127.0.0.1:0' })
    loopback.served.start()
    await settle()
    expect(loopback.served.served?.address).toBe('127.0.0.1:4711')
    await loopback.served.stop()
  })

  it('starts no second process before the first one has ended', async () => {
    const { served, nodes } = setUp(() => OPEN)
    served.start()
    await settle()
    nodes[0]?.status({ status: 'unreachable' })
    served.retryNow()
    served.retryNow()
    await settle()
    expect(nodes).toHaveLength(2)
    expect(nodes[0]?.stopped).toBe(true)
    await served.stop()
  })
})

describe('what is wrong with the LND', () => {
  it.each([
    ['unreachable', 'lnd-unreachable'],
    ['locked', 'lnd-locked'],
    ['starting', 'lnd-starting'],
    ['behind-chain', 'lnd-behind-chain']
  ] as const)('is reported while the node continues, until it is over: %s', async (status, code) => {
    const { served, last, clock } = setUp()
    served.start()
    await settle()
    last().status({ status, detail: 'why' })
    expect(served.failure).toEqual({
      failure: { code, detail: 'why' },
      attempt: 1,
      retryAt: clock.now() + 10_000
    })
    expect(served.served).toBeDefined()
    last().status({ status, retryAt: 77 })
    expect(served.failure).toMatchObject({ attempt: 2, retryAt: 77 })
    last().status({ status: 'ok' })
    expect(served.failure).toBeUndefined()
    await served.stop()
  })

  it.each([
    ['credentials-refused', 'lnd-key-refused'],
    ['permission-missing', 'lnd-permission-missing'],
    ['wrong-node', 'wrong-node']
  ] as const)('waits for the person: %s', async (status, code) => {
    const { served, last } = setUp()
    served.start()
    await settle()
    last().status({ status })
    expect(served.failure).toEqual({ failure: { code }, attempt: 1, retryAt: undefined })
    await served.stop()
  })

  it('includes both fingerprints of a changed certificate, with their dates', async () => {
    const since = Date.UTC(2025, 9, 2)
    const { cert, fingerprint: trusted, validFrom } = dated()
    const { served, last, certificateShown } = setUp(undefined, {
      lnd: sampleLnd({ certificate: cert, certificateSince: since })
    })
    served.start()
    await settle()
    const shown = { fingerprint: 'AB:CD', pem: cert }
    last().status({ status: 'certificate-changed', shown })
    expect(served.failure).toMatchObject({
      failure: {
        code: 'lnd-certificate-changed',
        ...{ fingerprint: 'AB:CD', validFrom, trustedFingerprint: trusted, trustedSince: since }
      },
      retryAt: undefined
    })
    expect(certificateShown).toHaveBeenCalledWith(shown)
    await served.stop()
  })

  it('is reported with its text if it prevents serving the node, which is tried again', async () => {
    const { served, last, nodes, clock } = setUp(({ kind }) => {
      if (kind === 'serve') last().status({ status: 'locked' })
      return { ok: false, code: 'not-started' }
    })
    served.start()
    await settle()
    expect(served.failure).toMatchObject({ failure: { code: 'lnd-locked' } })
    await clock.advance(1_000)
    expect(nodes.length).toBeGreaterThan(1)
    await served.stop()
    await clock.advance(60_000)
    expect(nodes.at(-1)?.stopped).toBe(true)
  })

  it('includes how far LND is behind the chain', async () => {
    const { served, last } = setUp()
    served.start()
    await settle()
    last().status({ status: 'behind-chain', lag: { blocks: 38, remainingMs: 120_000 } })
    expect(served.failure).toMatchObject({
      failure: { code: 'lnd-behind-chain', lag: { blocks: 38, remainingMs: 120_000 } }
    })
    await served.stop()
  })

  it('causes no restart while LND reads blocks', async () => {
    const { served, last, nodes } = setUp()
    served.start()
    await settle()
    last().status({ status: 'behind-chain' })
    served.retryNow()
    await settle()
    expect(nodes).toHaveLength(1)
    await served.stop()
  })
})

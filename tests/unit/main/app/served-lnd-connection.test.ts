import { describe, expect, it } from 'vitest'
import { ServedLndConnection } from '../../../../src/main/app/served-lnd-connection'
import { ServedLnd } from '../../../../src/main/app/served-lnd'
import type {
  ConnectionListener,
  ImpNode,
  NodeConnection,
  PayOrder
} from '../../../../src/main/node-client/api'
import type { ConnectionState } from '../../../../src/shared/domain/connection'
import { FakeClock, settle } from '../../../support/fakes/fake-clock'
import { fakeLndNodes } from '../../../support/fakes/fake-lnd-node'
import { sampleLnd } from '../../../support/fixtures/samples'

interface Inner {
  readonly apiKey: string
  readonly listener: ConnectionListener
  closed: boolean
  state: ConnectionState
}

function setUp() {
  const processes = fakeLndNodes(({ listen }) => ({ ok: true, grpc: listen }))
  const clock = new FakeClock()
  const inners: Inner[] = []
  const phases: string[] = []
  const streams: string[] = []
  let keys = 0
  const reportBug = (_where: string, error: unknown) => {
    throw error
  }
  const connection = new ServedLndConnection({
    serve: (changed) =>
      new ServedLnd(
        {
          ...{ lnd: sampleLnd(), readMacaroon: () => '0201', start: processes.start, dataFolder: '/data' },
          ...{ clock, random: () => 0, reportBug, certificateShown: () => undefined },
          makePlace: () => ({ address: 'unix:/x/node.sock', remove: () => undefined }),
          makeApiKey: () => `key ${++keys}`
        },
        changed
      ),
    connect: (served, listener) => {
      const inner: Inner = { apiKey: served.apiKey, listener, closed: false, state: { phase: 'idle' } }
      inners.push(inner)
      const fake: Partial<NodeConnection> = {
        get state() {
          return inner.state
        },
        start: () => {
          inner.state = { phase: 'ready', since: clock.now() }
          listener.stateChanged(inner.state)
        },
        calls: {
          payInvoice: () => Promise.resolve({ kind: 'paid', preimage: inner.apiKey })
        } as unknown as ImpNode,
        close: () => {
          if (inner.state.phase === 'ready') listener.streamLost('offline', clock.now())
          inner.closed = true
          inner.state = { phase: 'idle' }
          listener.stateChanged(inner.state)
          return Promise.resolve()
        }
      }
      return fake as NodeConnection
    },
    listener: {
      stateChanged: (state) => {
        const failure = 'failure' in state ? `:${state.failure.code}` : ''
        phases.push(state.phase + failure)
      },
      nodeNamed: () => true,
      streamOpened: () => streams.push('opened'),
      streamLost: (reason) => streams.push(reason),
      streamReplays: () => undefined,
      capabilitiesChanged: () => undefined,
      frameRejected: () => undefined
    },
    reportBug
  })
  return { connection, inners, phases, streams, clock, ...processes }
}

const order = { invoice: 'lnbc1' } as unknown as PayOrder

describe('the connection to an LND', () => {
  it('is connecting until its node is served and connected, and then ready', async () => {
    const { connection, phases, inners } = setUp()
    expect(connection.state.phase).toBe('idle')
    connection.start()
    expect(connection.state.phase).toBe('connecting')
    expect(await connection.calls.payInvoice(order)).toEqual({ kind: 'not-sent' })
    await settle()
    expect(connection.state.phase).toBe('ready')
    expect(phases.at(-1)).toBe('ready')
    expect(inners.map(({ apiKey }) => apiKey)).toEqual(['key 1'])
    expect(await connection.calls.payInvoice(order)).toMatchObject({ kind: 'paid' })
    await connection.close()
    expect(connection.state.phase).toBe('idle')
  })

  it('drops the address and the key of a process that ended, and never connects there again', async () => {
    const { connection, inners, last, phases, streams, clock } = setUp()
    connection.start()
    await settle()
    last().crash()
    await settle()
    expect(inners[0]?.closed).toBe(true)
    expect(phases.at(-1)).toBe('backoff:lnd-process-failed')
    expect(streams).toEqual(['offline'])
    expect(await connection.calls.payInvoice(order)).toEqual({ kind: 'not-sent' })
    await clock.advance(1_000)
    expect(inners.map(({ apiKey }) => apiKey)).toEqual(['key 1', 'key 2'])
    expect(connection.state.phase).toBe('ready')
    await connection.close()
  })

  it('reports what is wrong with the LND behind its node, and lets calls under way continue', async () => {
    const { connection, inners, last, phases } = setUp()
    connection.start()
    await settle()
    last().status({ status: 'locked' })
    expect(phases.at(-1)).toBe('backoff:lnd-locked')
    expect(inners[0]?.closed).toBe(false)
    last().status({ status: 'ok' })
    expect(phases.at(-1)).toBe('ready')
    last().status({ status: 'certificate-changed', shown: { fingerprint: 'AB', pem: 'x' } })
    expect(phases.at(-1)).toBe('blocked:lnd-certificate-changed')
    expect(inners).toHaveLength(1)
    await connection.close()
  })

  it('ends with its process, and only then', async () => {
    const { connection, inners, last, nodes } = setUp()
    connection.start()
    await settle()
    await connection.close()
    expect(inners[0]?.closed).toBe(true)
    expect(last().stopped).toBe(true)
    connection.start()
    await settle()
    expect(nodes).toHaveLength(1)
  })
})

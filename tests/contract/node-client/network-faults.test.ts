import { describe, expect, it } from 'vitest'
import { msat, sat } from '../../../src/shared/money'
import { demoNode } from '../../support/processes/demo-node'
import { seededRandom } from '../../support/processes/fault-matrix/random'
import { faultProxy } from '../../support/processes/fault-proxy'
import { KINDS, type Kind } from '../../support/processes/node-variants'
import { connectTo } from '../../support/processes/node-client'
import { outages } from '../../support/processes/network-faults'
import { payOrder } from '../../support/fixtures/pay-order'

async function behindProxy(kind: Kind, seed: number, client: Parameters<typeof connectTo>[1] = {}) {
  const node = await demoNode({ generation: kind.generation })
  const proxy = await faultProxy(kind.http ? node.httpAddress : node.address, seed)
  const address = kind.http ? `http://${proxy.address}` : proxy.address
  return { node, proxy, ...connectTo(address, client) }
}

const TRANSPORTS = KINDS.filter(({ generation }) => generation === 1)
const GRPC: Kind = { kind: 'generation 1', generation: 1, http: false }

describe.each(TRANSPORTS)('a connection to $kind over a bad network', (kind) => {
  it('works with latency and jitter', async () => {
    const { node, proxy, connection, recorder, reaches } = await behindProxy(kind, 7)
    proxy.change({ latencyMs: 20, jitterMs: 40 })
    await reaches('ready', 10_000)
    const texts = Array.from({ length: 50 }, (_, index) => String(index))
    for (const data of texts) node.control.sendMessage({ from: 'Mira', data })
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1_000n) })
    expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({ kind: 'paid' })
    await recorder.until('all came', () => recorder.messages.length === texts.length)
    expect(recorder.texts).toEqual(texts)
    expect(recorder.streams).toEqual(['opened'])
  })

  it('works with little bandwidth', async () => {
    const { proxy, connection, reaches } = await behindProxy(kind, 8)
    proxy.change({ bytesPerSecond: 4_000 })
    await reaches('ready', 10_000)
    expect(await connection.calls.generateInvoice(sat(1n), 'slow')).toMatchObject({ ok: true })
  })

  it('never lets a call wait beyond its deadline, and leaves a payment unknown', async () => {
    const deadlines = { checkInvoice: 300, generateInvoice: 300, payInvoice: 300 }
    const { node, proxy, connection, reaches } = await behindProxy(kind, 9, { deadlines })
    await reaches('ready')
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1_000n) })
    proxy.change({ blackhole: 'down' })
    const [check, generate, pay] = await Promise.all([
      connection.calls.checkInvoice('lnbcrt1'),
      connection.calls.generateInvoice(sat(1n), ''),
      connection.calls.payInvoice(payOrder(invoice))
    ])
    expect(check).toEqual({ ok: false, error: { code: 'deadline' } })
    expect(generate).toEqual({ ok: false, error: { code: 'deadline' } })
    expect(pay).toMatchObject({ kind: 'unknown', code: 'deadline' })
  })

  it('gives up an attempt without an answer at its deadline', async () => {
    const client = { start: false, deadlines: { connect: 300 } }
    const { proxy, connection, reaches } = await behindProxy(kind, 10, client)
    proxy.change({ blackhole: 'both' })
    connection.start()
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'timed-out' } })
    proxy.clear()
    connection.retryNow()
    await reaches('ready')
  })

  it('is made however the first attempts are cut off', async () => {
    const random = seededRandom(11)
    const cuts = Array.from({ length: 12 }, () => Math.floor(random() * 1_500))
    await Promise.all(
      cuts.map(async (resetAtByte, seed) => {
        const { proxy, connection, recorder, reaches } = await behindProxy(kind, seed, { start: false })
        proxy.change({ resetAtByte })
        connection.start()
        await recorder.until(
          'it tried',
          () => recorder.phases.includes('backoff') || recorder.phases.includes('ready')
        )
        proxy.clear()
        connection.retryNow()
        await reaches('ready', 10_000)
      })
    )
  })
})

describe('a connection that dies silently', () => {
  it('is replaced after a time without traffic', async () => {
    const deadlines = { silence: 300, signOfLife: 300 }
    const { proxy, recorder, reaches } = await behindProxy(GRPC, 12, { deadlines })
    await reaches('ready')
    proxy.change({ blackhole: 'both' })
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'lost', detail: 'no sign of life' } })
    proxy.clear()
    await reaches('ready')
    expect(recorder.streams).toEqual(['opened', 'offline', 'opened'])
  })

  it('is replaced at once when the computer wakes up or the network changes', async () => {
    const { proxy, connection, reaches } = await behindProxy(GRPC, 13, {
      deadlines: { signOfLife: 300 }
    })
    await reaches('ready')
    connection.retryNow()
    proxy.change({ blackhole: 'both' })
    connection.retryNow()
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'lost' } })
  })

  it('is reset, so that the node ends the old stream', async () => {
    const { node, proxy, connection, reaches } = await behindProxy(GRPC, 14, {
      deadlines: { signOfLife: 200 }
    })
    await reaches('ready')
    proxy.change({ blackhole: 'down' })
    connection.retryNow()
    await reaches('backoff')
    await node.control.subscribed(0)
  })
})

describe('a node that stops and starts again', () => {
  it.each(TRANSPORTS)(
    'is reached again after each of 50 outages, over one stream at a time ($kind)',
    async (kind) => {
      const node = await demoNode({ generation: kind.generation })
      const clients = await Promise.all(
        Array.from({ length: 10 }, async (_, seed) => {
          const proxy = await faultProxy(kind.http ? node.httpAddress : node.address, seed)
          const address = kind.http ? `http://${proxy.address}` : proxy.address
          return { proxy, client: connectTo(address, { random: seededRandom(1_000 + seed) }), seed }
        })
      )
      const waits = await Promise.all(
        clients.map(({ proxy, client, seed }) => outages(proxy, client, seed, 5))
      )
      expect(waits.flat()).toHaveLength(50)
      expect(node.messages.peakSubscribers).toBeLessThanOrEqual(10)
      for (const { client } of clients) {
        const alternating = client.recorder.streams.map((event, index) =>
          index % 2 === 0 ? 'opened' : event
        )
        expect(client.recorder.streams).toEqual(alternating)
      }
    }
  )
})

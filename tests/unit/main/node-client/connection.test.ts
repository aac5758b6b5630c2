import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { Connection } from '../../../../src/main/node-client/connection'
import type { ConnectFailureCode } from '../../../../src/shared/domain/connection'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { FakeClock, settle } from '../../../support/fakes/fake-clock'
import { FakeTransport, NOT_THERE } from '../../../support/fakes/fake-transport'
import { Recorder } from '../../../support/processes/node-client'
import { payOrder } from '../../../support/fixtures/pay-order'

/** A connection to another computer over fake wires, in fake time, without jitter. */
function setUp(apiKey?: string) {
  const wires: FakeTransport[] = []
  const clock = new FakeClock()
  const recorder = new Recorder()
  const bugs: { readonly where: string; readonly error: unknown }[] = []
  const connection = new Connection(
    {
      profile: { address: 'node.example:8881', security: { kind: 'plaintext' } },
      apiKey,
      sink: recorder,
      listener: recorder,
      clock,
      random: () => 0.5,
      reportBug: (where, error) => void bugs.push({ where, error })
    },
    () => {
      const transport = new FakeTransport()
      wires.push(transport)
      return { ok: true, value: transport }
    }
  )
  /** The latest wire: there is one as soon as a connection was started. */
  const wire = (): FakeTransport => {
    const latest = wires.at(-1)
    if (latest === undefined) throw new Error('nothing was dialled')
    return latest
  }
  const becomeReady = async () => {
    await settle()
    wire().opens()
    await settle()
    expect(connection.state.phase).toBe('ready')
  }
  return { connection, bugs, recorder, clock, wires, wire, becomeReady }
}

describe('a connection', () => {
  it('waits longer after each failure, and at most 30 seconds', async () => {
    const { connection, clock, wire } = setUp()
    connection.start()
    const waits: (number | undefined)[] = []
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await settle()
      wire().opens({ code: 'refused' })
      await settle()
      expect(connection.state).toMatchObject({ phase: 'backoff', attempt })
      waits.push(clock.nextIn)
      await clock.advance(clock.nextIn ?? 0)
    }
    expect(waits).toEqual([750, 1_250, 2_250, 4_250, 8_250, 15_250, 15_250, 15_250])
  })

  it('blocks after a thousand invalid frames in a row, until the person acts', async () => {
    const { connection, recorder, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    for (let frame = 0; frame < 2_000; frame += 1) wire().garbles()
    expect(connection.state).toMatchObject({ phase: 'blocked', failure: { code: 'not-an-imp-node' } })
    expect(recorder.rejected).toHaveLength(1_000)
  })

  it('keeps a stream with invalid frames between its messages', async () => {
    const { connection, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    for (let round = 0; round < 3; round += 1) {
      for (let frame = 0; frame < 999; frame += 1) wire().garbles()
      wire().delivers({ id: String(round) })
    }
    expect(connection.state.phase).toBe('ready')
  })

  it('reports when the next attempt will be', async () => {
    const { connection, clock, wire } = setUp()
    await clock.advance(1_000)
    connection.start()
    await settle()
    wire().opens({ code: 'refused' })
    await settle()
    expect(connection.state).toEqual({
      phase: 'backoff',
      attempt: 1,
      retryAt: 1_750,
      failure: { code: 'refused' }
    })
  })

  it('resets the backoff only after it was up for a while', async () => {
    const { connection, clock, wire, becomeReady } = setUp()
    connection.start()
    const loseAfter = async (ms: number) => {
      await becomeReady()
      await clock.advance(ms)
      wire().endsStream()
      await settle()
      const wait = clock.nextIn
      await clock.advance(wait ?? 0)
      return wait
    }
    expect(await loseAfter(1_000)).toBe(750)
    expect(await loseAfter(1_000)).toBe(1_250)
    expect(await loseAfter(10_000)).toBe(750)
  })

  it.each<ConnectFailureCode>(['certificate-untrusted', 'not-tls', 'not-an-imp-node', 'key-refused'])(
    'stays blocked after %s until the person asks',
    async (code) => {
      const { connection, clock, wires, wire, becomeReady } = setUp()
      connection.start()
      await settle()
      wire().opens({ code })
      await settle()
      expect(connection.state).toEqual({ phase: 'blocked', failure: { code } })
      await clock.advance(3_600_000)
      expect(wires).toHaveLength(1)
      connection.retryNow()
      await becomeReady()
      expect(wires).toHaveLength(2)
    }
  )

  it('retries at once when the person asks, the computer woke up or the network changed', async () => {
    const { connection, clock, wires, wire } = setUp()
    connection.start()
    await settle()
    wire().opens({ code: 'refused' })
    await settle()
    connection.retryNow()
    connection.retryNow()
    await settle()
    expect(connection.state).toEqual({ phase: 'connecting', attempt: 2 })
    await clock.advance(60_000)
    expect(wires).toHaveLength(2)
  })

  it('replaces a hanging attempt when the network changed, but not one that has just begun', async () => {
    const { connection, clock, wires, wire, becomeReady } = setUp()
    connection.start()
    await clock.advance(1_000)
    connection.retryNow()
    await settle()
    expect(wires).toHaveLength(1)
    await clock.advance(1_000)
    const hanging = wire()
    connection.retryNow()
    connection.retryNow()
    await becomeReady()
    expect(wires).toHaveLength(2)
    expect(hanging.ended).toBe('destroyed')
    hanging.opens()
    await settle()
    expect(hanging.streams).toBe(0)
  })

  it('starts once', async () => {
    const { connection, wires } = setUp()
    connection.start()
    connection.start()
    await settle()
    connection.start()
    expect(wires).toHaveLength(1)
  })

  it('treats a graceful end of the stream, an error and a broken transport as a loss', async () => {
    for (const lose of [
      (wire: FakeTransport) => wire.endsStream(),
      (wire: FakeTransport) =>
        wire.endsStream({ code: status.UNAVAILABLE, text: 'x', said: 'connection', departed: true }),
      (wire: FakeTransport) => wire.breaks()
    ]) {
      const { connection, recorder, wire, becomeReady } = setUp()
      connection.start()
      await becomeReady()
      lose(wire())
      await settle()
      expect(connection.state).toMatchObject({ phase: 'backoff', failure: { code: 'lost' } })
      expect(recorder.streams).toEqual(['opened', 'offline'])
      expect(wire().streams).toBe(0)
      expect(wire().ended).toBe('retired')
    }
  })

  it('records that a message was too large, and reconnects', async () => {
    const { connection, recorder, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    const text = 'Received message larger than max (16777217 vs 16777216)'
    wire().endsStream({ code: status.RESOURCE_EXHAUSTED, text, said: 'connection', departed: true })
    await clock.advance(1_000)
    await becomeReady()
    expect(recorder.streams).toEqual(['opened', 'oversized-message', 'opened'])
  })

  it('does not open another stream before the previous one delivered everything', async () => {
    const { connection, clock, wires, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    const first = wire()
    let cancelled = false
    const endsStream = first.endsStream.bind(first)
    // A stream that is cancelled but still holds frames.
    first.endsStream = () => {
      cancelled = true
    }
    first.breaks()
    await clock.advance(10_000)
    expect(cancelled).toBe(true)
    expect(connection.state).toMatchObject({ phase: 'connecting' })
    expect(wires).toHaveLength(1)
    endsStream()
    await becomeReady()
    expect(wires).toHaveLength(2)
  })

  it('ignores the events of an attempt that is over', async () => {
    const { connection, recorder, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    const old = wire()
    old.breaks()
    await clock.advance(1_000)
    await becomeReady()
    const told = recorder.states.length
    old.breaks()
    old.opens({ code: 'refused' })
    await settle()
    expect(recorder.states).toHaveLength(told)
    expect(connection.state.phase).toBe('ready')
  })

  it('keeps the messages received before the loss', async () => {
    const { connection, recorder, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    wire().delivers({ id: 'a' })
    wire().delivers({ id: 'b' })
    wire().endsStream()
    await settle()
    await settle()
    expect(recorder.messages.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('drops the link when messages cannot be stored, and delivers them again when it is back', async () => {
    const { connection, recorder, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    recorder.store = () => Promise.reject(new Error('disk full'))
    wire().delivers({ id: 'a' })
    await settle()
    await settle()
    expect(connection.state).toMatchObject({ phase: 'backoff', failure: { code: 'lost' } })
    recorder.store = () => Promise.resolve()
    await clock.advance(1_000)
    await becomeReady()
    await settle()
    expect(recorder.messages.map(({ id }) => id)).toEqual(['a'])
  })

  it('is blocked by a server that is not an IMP node', async () => {
    const { connection, wire } = setUp()
    connection.start()
    await settle()
    wire().probeAnswers.set('CheckInvoice', NOT_THERE)
    wire().opens()
    await settle()
    expect(connection.state).toEqual({ phase: 'blocked', failure: { code: 'not-an-imp-node' } })
    expect(wire().ended).toBe('retired')
  })

  it.each([
    [undefined, status.UNAUTHENTICATED, 'key-missing'],
    ['wrong', status.PERMISSION_DENIED, 'key-refused']
  ])('is blocked if the node requires another key than %s', async (apiKey, code, expected) => {
    const { connection, wire } = setUp(apiKey)
    connection.start()
    await settle()
    wire().answer = () => Promise.resolve({ kind: 'failed', code, text: '', said: 'node', departed: true })
    wire().opens()
    await settle()
    expect(connection.state).toEqual({ phase: 'blocked', failure: { code: expected } })
  })

  it('is blocked when the key is revoked while it is up', async () => {
    const { connection, recorder, wire, becomeReady } = setUp('key')
    connection.start()
    await becomeReady()
    const code = status.PERMISSION_DENIED
    wire().answer = () => Promise.resolve({ kind: 'failed', code, text: 'no', said: 'node', departed: true })
    expect(await connection.calls.checkInvoice('lnbc1')).toMatchObject({
      ok: false,
      error: { code: 'key-refused' }
    })
    expect(connection.state).toEqual({ phase: 'blocked', failure: { code: 'key-refused' } })
    expect(recorder.streams).toEqual(['opened', 'offline'])
  })

  it('makes no calls while it is not ready', async () => {
    const { connection, wire } = setUp()
    const attempts = async () => {
      expect(await connection.calls.payInvoice(payOrder('lnbc1'))).toEqual({ kind: 'not-sent' })
      expect(await connection.calls.checkInvoice('lnbc1')).toMatchObject({ error: { code: 'not-connected' } })
    }
    await attempts()
    connection.start()
    await settle()
    await attempts()
    wire().opens({ code: 'refused' })
    await settle()
    await attempts()
    expect(wire().calls).toEqual([])
  })

  it('lets a payment under way finish when the stream is lost', async () => {
    const { connection, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    let settlePayment: (preimage: string) => void = () => undefined
    wire().answer = () =>
      new Promise((resolve) => {
        settlePayment = (preimage) => resolve({ kind: 'answered', message: { preimage } })
      })
    const payment = connection.calls.payInvoice(payOrder('lnbc1'))
    wire().endsStream()
    await settle()
    expect(wire().ended).toBe('retired')
    settlePayment('00ff')
    expect(await payment).toEqual({ kind: 'paid', preimage: '00ff' })
  })

  it('probes a silent node, and treats it as lost without an answer', async () => {
    const { connection, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    await clock.advance(60_000)
    expect(connection.state.phase).toBe('ready')
    wire().probeAnswers.set('CheckInvoice', {
      kind: 'failed',
      code: status.DEADLINE_EXCEEDED,
      text: '',
      said: 'connection',
      departed: true
    })
    connection.retryNow()
    await settle()
    expect(connection.state).toMatchObject({
      phase: 'backoff',
      failure: { code: 'lost', detail: 'no sign of life' }
    })
  })

  it('reports when a dead link was last alive, not when that was noticed', async () => {
    const { connection, recorder, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    await clock.advance(10_000)
    wire().delivers({ id: 'last' })
    await clock.advance(50_000)
    wire().breaks()
    expect(recorder.aliveAt).toBe(10_000)
  })

  it('counts the end of a stream as a sign of life, because it came over the link', async () => {
    const { connection, recorder, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    await clock.advance(50_000)
    wire().endsStream()
    expect(recorder.aliveAt).toBe(50_000)
  })

  it('requests no replay after a message that was too large, which would come again', async () => {
    const { connection, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    wire().delivers({ id: 'stored' })
    await settle()
    wire().endsStream({
      ...{ code: status.RESOURCE_EXHAUSTED, departed: true, said: 'connection' },
      text: 'Received message larger than max (16777216 vs 1)'
    })
    await clock.advance(5_000)
    await becomeReady()
    expect(wire().resumeAfter).toBeUndefined()
    wire().breaks()
    await clock.advance(5_000)
    await becomeReady()
    expect(wire().resumeAfter).toBe('stored')
  })

  it('reports the capabilities only when they change', async () => {
    const { connection, recorder, clock, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    expect(recorder.capabilities).toEqual({ ...NO_CAPABILITIES, sendMessage: true })
    recorder.capabilities = undefined
    wire().breaks()
    await clock.advance(1_000)
    await becomeReady()
    expect(recorder.capabilities).toBeUndefined()
  })

  it('ends everything when it is closed, and stays closed', async () => {
    const { connection, recorder, clock, wires, wire, becomeReady } = setUp()
    connection.start()
    await becomeReady()
    wire().delivers({ id: 'last' })
    await connection.close()
    expect(wire()).toMatchObject({ ended: 'destroyed', streams: 0 })
    expect(connection.state).toEqual({ phase: 'idle' })
    expect(recorder.streams).toEqual(['opened', 'offline'])
    expect(recorder.messages).toHaveLength(1)
    connection.retryNow()
    connection.start()
    await clock.advance(60_000)
    expect(wires).toHaveLength(1)
  })

  it('can be closed at any moment', async () => {
    for (const when of ['before it starts', 'while it connects', 'while it waits']) {
      const { connection, clock, wires, wire } = setUp()
      if (when !== 'before it starts') connection.start()
      await settle()
      if (when === 'while it waits') wire().opens({ code: 'refused' })
      await settle()
      await connection.close()
      expect(connection.state).toEqual({ phase: 'idle' })
      const dialled = wires.length
      await clock.advance(60_000)
      expect(wires).toHaveLength(dialled)
    }
  })
})

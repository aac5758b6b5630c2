import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { settle } from '../../../support/fakes/fake-clock'
import type { FakeTransport } from '../../../support/fakes/fake-transport'
import { setUp } from './connection-setup'

describe('a connection that loses its stream', () => {
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
})

describe('a connection without traffic', () => {
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
})

describe('a connection that is made again or closed', () => {
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

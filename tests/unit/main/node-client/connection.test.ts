import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import type { ConnectFailureCode } from '../../../../src/shared/domain/connection'
import { settle } from '../../../support/fakes/fake-clock'
import { NOT_THERE } from '../../../support/fakes/fake-transport'
import { payOrder } from '../../../support/fixtures/pay-order'
import { setUp } from './connection-setup'

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
})

describe('the calls of a connection', () => {
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
})

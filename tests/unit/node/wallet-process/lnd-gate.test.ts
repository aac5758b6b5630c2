import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Reply } from '../../../../src/node/api/dispatcher'
import { LndGate } from '../../../../src/node/wallet-process/lnd-gate'

const ANSWER: Reply = { kind: 'answer', response: {} }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const gate = new LndGate()
  const next = vi.fn(() => Promise.resolve(ANSWER))
  return { gate, next, call: () => gate.intercept({}, next) }
}

it('A call waits for the first answer of LND, and is carried out once LND is the paired one', async () => {
  const { gate, next, call } = setUp()
  const reply = call()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(next).not.toHaveBeenCalled()
  gate.open()
  expect(await reply).toBe(ANSWER)
})

it('A waiting call is refused with what LND answered first', async () => {
  const { gate, next, call } = setUp()
  const reply = call()
  gate.close({ code: 'locked' })
  expect(await reply).toMatchObject({ kind: 'status', status: { text: 'Nothing was sent: LND is locked' } })
  expect(next).not.toHaveBeenCalled()
})

it('A waiting call is refused where LND does not answer for two seconds, and later ones at once', async () => {
  const { gate, next, call } = setUp()
  const reply = call()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await reply).toMatchObject({ kind: 'status' })
  expect(await call()).toMatchObject({ kind: 'status' })
  expect(next).not.toHaveBeenCalled()
  gate.dispose()
})

it('A disposed gate lets no call wait', async () => {
  const { gate, next, call } = setUp()
  const reply = call()
  gate.dispose()
  expect(await reply).toMatchObject({ kind: 'status' })
  expect(next).not.toHaveBeenCalled()
})

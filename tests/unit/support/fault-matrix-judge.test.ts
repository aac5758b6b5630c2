import { describe, expect, it } from 'vitest'
import { msat } from '../../../src/shared/money'
import type { Books } from '../../support/processes/fault-matrix/books'
import { judge } from '../../support/processes/fault-matrix/judge'
import { scenarios } from '../../support/processes/fault-matrix/scenario'
import { samplePayment } from '../../support/fixtures/samples'

const UNPAID: Books = {
  executions: 0,
  isKnown: false,
  isPaid: false,
  isInFlight: false,
  amountMsat: undefined,
  preimage: undefined,
  requests: 1
}
const PAID: Books = { ...UNPAID, executions: 1, isKnown: true, isPaid: true, amountMsat: msat(100_000n) }
const IN_FLIGHT: Books = { ...UNPAID, isKnown: true, isInFlight: true }
const GIVEN = { settled: true, requestsAllowed: 1, expectAlarm: false, mayBeMissing: false }
const row = (state: 'sending' | 'succeeded' | 'failed' | 'unknown', amount = 100_000n) =>
  samplePayment({ state, amountMsat: msat(amount), proof: undefined })
const violations = (...args: Parameters<typeof judge>) => judge(...args).map(({ violation }) => violation)

describe('the judge of the fault matrix', () => {
  it.each([
    ['a payment that is called failed and was made', PAID, row('failed'), 'wrong-state'],
    ['a payment that is called failed and may still be made', IN_FLIGHT, row('failed'), 'wrong-state'],
    ['a payment that is called succeeded and was not made', UNPAID, row('succeeded'), 'wrong-state'],
    ['a payment that is sending for ever', PAID, row('sending'), 'wrong-state'],
    ['a payment without a row', PAID, undefined, 'missing-from-journal'],
    ['a row with another amount than was paid', PAID, row('succeeded', 7n), 'wrong-amount'],
    ['money that left twice', { ...PAID, executions: 2 }, row('succeeded'), 'double-payment'],
    ['a request that no click asked for', { ...UNPAID, requests: 2 }, row('unknown'), 'silent-resend']
  ] as const)('finds %s', (_, books, journal, violation) => {
    expect(violations(books, [journal], GIVEN)).toEqual([violation])
  })

  it('finds nothing in an unknown outcome, whatever the ledgers say', () => {
    for (const books of [UNPAID, IN_FLIGHT, PAID])
      expect(violations(books, [row('unknown')], GIVEN)).toEqual([])
  })

  it('accepts a failed attempt at one node if another node has paid and its row says so', () => {
    expect(violations(PAID, [row('failed'), row('succeeded')], GIVEN)).toEqual([])
  })
})

it('The fault matrix plays the same scenarios for the same seed, and others for another', () => {
  expect(scenarios(60, 3)).toEqual(scenarios(60, 3))
  expect(scenarios(60, 3)).not.toEqual(scenarios(60, 4))
})

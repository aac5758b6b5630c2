import { status } from '@grpc/grpc-js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connectFailure,
  isOversized,
  nodeFailure,
  payFailure,
  sendFailure
} from '../../../../src/main/node-client/status-mapping'
import type { TextSource } from '../../../../src/shared/domain/text-source'
import { sat } from '../../../../src/shared/money'

const failure = (code: status, text = '', said: TextSource = 'node', departed = true) => ({
  ...{ code, text, said, departed }
})
const codes = Object.values(status).filter(
  (code): code is status => typeof code === 'number' && code !== status.OK
)
const sources = ['node', 'connection'] as const
const ONE = sat(1n)

const CHECKSUM = 'checksum failed. Expected qqqqqq, got p3xyz7.'

describe('a PayInvoice that failed', () => {
  it('was not sent if it provably never left, whatever the status and the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.string(), fc.constantFrom(...sources), (code, text, said) => {
        expect(payFailure(failure(code, text, said, false))).toEqual({ kind: 'not-sent' })
      })
    )
  })

  it.each([
    ['Failed payment', 'gave-up'],
    ['Failed payment: FAILURE_REASON_TIMEOUT', 'timed-out'],
    ['Failed payment: FAILURE_REASON_NO_ROUTE', 'no-route'],
    ['Failed payment: FAILURE_REASON_ERROR', 'gave-up'],
    ['Failed payment: FAILURE_REASON_INCORRECT_PAYMENT_DETAILS', 'rejected-by-payee'],
    ['Failed payment: FAILURE_REASON_INSUFFICIENT_BALANCE', 'too-little-balance'],
    ['Failed payment: FAILURE_REASON_CANCELED', 'gave-up'],
    ['permission denied', 'may-not-pay'],
    ['invoice expired. Valid until 2021-08-01 12:00:00 +0000 UTC', 'expired'],
    ['invoice expired. Valid until 2021-08-01 14:00:00.5 +0200 CEST', 'expired'],
    ['amount must be specified when paying a zero amount invoice', 'refused-by-node'],
    ["invoice not for current active network 'mainnet'", 'refused-by-node'],
    ['self-payments not allowed', 'refused-by-node'],
    [CHECKSUM, 'refused-by-node'],
    ['invalid index of 1', 'refused-by-node'],
    ['wallet locked, unlock it to enable full RPC access', 'refused-by-node']
  ])('certainly failed if the node returns UNKNOWN %j', (text, code) => {
    expect(payFailure(failure(status.UNKNOWN, text))).toEqual({ kind: 'failed', code, text })
  })

  it.each([
    [status.UNAUTHENTICATED, 'api key is not provided', 'key-refused'],
    [status.PERMISSION_DENIED, 'no permission to access this RPC', 'key-refused'],
    [status.UNIMPLEMENTED, 'unknown service lightning.Lightning', 'refused-by-node']
  ])('certainly failed with status %i and the text %j', (code, text, expected) => {
    expect(payFailure(failure(code, text))).toEqual({ kind: 'failed', code: expected, text })
  })

  it.each([status.UNKNOWN, status.ALREADY_EXISTS])(
    'is paid or under way if LND knows the hash (status %i)',
    (code) => {
      expect(payFailure(failure(code, 'invoice is already paid'))).toEqual({ kind: 'already-paid' })
      expect(payFailure(failure(code, 'payment is in transition'))).toEqual({ kind: 'in-flight' })
      expect(payFailure(failure(code, 'payment already exists'))).toEqual({ kind: 'in-flight' })
      expect(payFailure(failure(code, 'x: invoice is already paid')).kind).toBe('unknown')
      expect(payFailure(failure(code, 'invoice is already paid', 'connection')).kind).toBe('unknown')
    }
  )

  it.each([
    [status.DEADLINE_EXCEEDED, 'deadline'],
    [status.UNAVAILABLE, 'connection-broke'],
    [status.CANCELLED, 'connection-broke'],
    [status.INTERNAL, 'answer-unreadable'],
    [status.RESOURCE_EXHAUSTED, 'answer-unreadable'],
    [status.UNIMPLEMENTED, 'answer-unreadable'],
    [status.PERMISSION_DENIED, 'answer-unreadable']
  ])('is unknown if the connection layer created status %i', (code, expected) => {
    for (const text of ['', 'No message received', 'Protocol not secure enough']) {
      expect(payFailure(failure(code, text, 'connection'))).toEqual({
        ...{ kind: 'unknown', code: expected, text, said: 'connection' }
      })
    }
  })

  it('is unknown if the node sends a status that only resembles a broken connection', () => {
    for (const code of [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED]) {
      expect(payFailure(failure(code, 'x'))).toMatchObject({ kind: 'unknown', code: 'node-unclear' })
    }
  })

  it.each([
    '',
    'EOF',
    'routerrpc server shutting down',
    'rpc error: code = Unknown desc = Failed payment',
    "invalid character '<' looking for beginning of value",
    'proto: cannot parse invalid wire-format data',
    'could not parse preimage of settled payment',
    'Failed payment: FAILURE_REASON_NONE',
    'Failed payment: something else',
    'open admin.macaroon: permission denied',
    'invoice expired',
    'something unheard of'
  ])('is unknown with UNKNOWN %j, which may come after the payment left', (text) => {
    expect(payFailure(failure(status.UNKNOWN, text))).toEqual({
      ...{ kind: 'unknown', code: 'node-unclear', text, said: 'node' }
    })
  })
})

describe('a SendMessage that failed', () => {
  it('was not sent if it provably never left, whatever the status and the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.string(), (code, text) => {
        expect(sendFailure(failure(code, text, 'node', false), ONE, false)).toEqual({ kind: 'not-sent' })
      })
    )
  })

  it.each([
    ['Need more sats for this message, have: 1, want: 2', 'refused-by-node'],
    ['Data size not currently supported, max: ~432000 bytes', 'refused-by-node'],
    ['this draft was sent with another content', 'refused-by-node']
  ])('certainly failed, with any number of parts, if the node returns %j', (text, code) => {
    for (const amount of [ONE, sat(400n)])
      expect(sendFailure(failure(status.UNKNOWN, text), amount, false)).toEqual({
        kind: 'failed',
        code,
        text
      })
  })

  it.each([
    ['unable to find a path to destination', 'no-route'],
    ['insufficient local balance', 'too-little-balance'],
    ['permission denied', 'may-not-pay']
  ])('certainly failed with %j if it is one payment, and is unknown if it is more', (text, code) => {
    const refused = failure(status.UNKNOWN, text)
    expect(sendFailure(refused, ONE, false)).toEqual({ kind: 'failed', code, text })
    expect(sendFailure(refused, sat(2n), false)).toMatchObject({ kind: 'unknown', code: 'node-unclear' })
  })

  it('certainly failed at its first part, with any number of parts, only if a node with the extension says so', () => {
    const refused = failure(status.UNKNOWN, 'Failed payment: FAILURE_REASON_NO_ROUTE')
    for (const amount of [ONE, sat(5n)])
      expect(sendFailure(refused, amount, true)).toMatchObject({ kind: 'failed', code: 'no-route' })
    expect(sendFailure(refused, sat(5n), false)).toMatchObject({ kind: 'unknown', code: 'node-unclear' })
    const other = failure(status.UNKNOWN, 'unable to find a path to destination')
    expect(sendFailure(other, sat(5n), true)).toMatchObject({ kind: 'unknown', code: 'node-unclear' })
  })

  it('stopped half-way only with the exact text of a node that recognises repeats', () => {
    const codeOf = (text: string, recognisesRepeats = true, code = status.UNKNOWN) =>
      sendFailure(failure(code, text), sat(5n), recognisesRepeats)
    const text = 'part 3 of 5: Failed payment: FAILURE_REASON_NO_ROUTE'
    expect(codeOf(text)).toMatchObject({ kind: 'unknown', code: 'part-failed' })
    expect(codeOf(text, false)).toMatchObject({ code: 'node-unclear' })
    expect(codeOf(text, true, status.UNAVAILABLE)).toMatchObject({ code: 'node-unclear' })
    for (const other of [
      'part 3 of 5: LND does not answer: closed',
      'part 3 of 5: payment is in transition',
      'part 6 of 5: Failed payment: FAILURE_REASON_NO_ROUTE',
      'part 0 of 5: Failed payment: FAILURE_REASON_NO_ROUTE',
      'part 03 of 5: Failed payment: FAILURE_REASON_NO_ROUTE',
      // The payment has not failed yet, or a later LND uses the text for something else.
      'part 3 of 5: Failed payment: FAILURE_REASON_NONE',
      'part 3 of 5: Failed payment: FAILURE_REASON_STILL_IN_FLIGHT',
      'part 3 of 5: Failed payment',
      // The text of a message with another number of parts.
      'part 3 of 4: Failed payment: FAILURE_REASON_NO_ROUTE',
      'part 3 of 500: Failed payment: FAILURE_REASON_NO_ROUTE',
      `\n${text}`,
      `${text}\n`,
      `nested: ${text}`,
      `${text} `
    ])
      expect(codeOf(other)).toMatchObject({ code: 'node-unclear' })
  })

  it('stopped half-way if LND was not available before the next part', () => {
    const codeOf = (text: string, code = status.UNAVAILABLE) =>
      sendFailure(failure(code, text), sat(5n), true)
    const text = 'part 3 of 5: Nothing was sent: LND is locked'
    expect(codeOf(text)).toMatchObject({ kind: 'unknown', code: 'part-failed' })
    expect(codeOf(text, status.UNKNOWN)).toMatchObject({ code: 'node-unclear' })
    for (const other of [
      'part 3 of 5: LND is locked',
      'part 3 of 5: Nothing was sent',
      'part 3 of 5: Nothing was sent: another amount was paid for this payment hash',
      'part 3 of 4: Nothing was sent: LND is locked'
    ])
      expect(codeOf(other)).toMatchObject({ code: 'node-unclear' })
  })

  it('certainly failed if a node that recognises repeats stopped at the first part', () => {
    const codeOf = (parts: bigint, recognisesRepeats = true) =>
      sendFailure(
        failure(status.UNAVAILABLE, `part 1 of ${parts}: Nothing was sent: LND is locked`),
        sat(parts),
        recognisesRepeats
      )
    for (const parts of [1n, 5n]) {
      expect(codeOf(parts)).toMatchObject({ kind: 'failed', code: 'lnd-unavailable' })
      expect(codeOf(parts, false)).toMatchObject({ code: 'node-unclear' })
    }
  })

  it('is unknown with the text of a payment that ended', () => {
    expect(sendFailure(failure(status.UNKNOWN, 'Failed payment'), ONE, false).kind).toBe('unknown')
  })
})

describe('a call that moves no money', () => {
  it.each([
    [failure(status.UNAVAILABLE, 'x', 'node', false), 'not-connected'],
    [failure(status.DEADLINE_EXCEEDED), 'deadline'],
    [failure(status.UNIMPLEMENTED), 'unimplemented'],
    [failure(status.UNAUTHENTICATED), 'key-refused'],
    [failure(status.PERMISSION_DENIED), 'key-refused'],
    [failure(status.UNAVAILABLE), 'lost'],
    [failure(status.CANCELLED), 'lost'],
    [failure(status.UNKNOWN, 'memo too large'), 'refused-by-node'],
    [failure(status.INTERNAL), 'refused-by-node'],
    [
      failure(status.INTERNAL, 'Response message parsing error: index out of range', 'connection'),
      'bad-response'
    ],
    [
      failure(
        status.INTERNAL,
        'Received RST_STREAM with code 0 (Call ended without gRPC status)',
        'connection'
      ),
      'bad-response'
    ],
    [
      failure(status.RESOURCE_EXHAUSTED, 'Received message larger than max (9 vs 8)', 'connection'),
      'bad-response'
    ],
    [failure(status.UNIMPLEMENTED, 'No message received', 'connection'), 'bad-response'],
    [failure(status.UNKNOWN, 'Received HTTP status code 500', 'connection'), 'bad-response']
  ])('fails with %j as %s', (failed, code) => {
    expect(nodeFailure(failed).code).toBe(code)
  })
})

describe('the failure of a connection', () => {
  it('shows that the key is missing or wrong', () => {
    expect(connectFailure(failure(status.UNAUTHENTICATED), undefined).code).toBe('key-missing')
    expect(connectFailure(failure(status.PERMISSION_DENIED), undefined).code).toBe('key-missing')
    expect(connectFailure(failure(status.PERMISSION_DENIED), 'key').code).toBe('key-refused')
    expect(connectFailure(failure(status.UNAUTHENTICATED), 'key').code).toBe('key-refused')
  })

  it('has a detail of at most one short line', () => {
    expect(
      connectFailure(failure(status.UNAVAILABLE, 'a'.repeat(10_000)), undefined).detail?.length
    ).toBeLessThan(250)
  })

  it('distinguishes a message that was too large from an overloaded node', () => {
    expect(
      isOversized(
        failure(status.RESOURCE_EXHAUSTED, 'Received message larger than max (1 vs 0)', 'connection')
      )
    ).toBe(true)
    expect(isOversized(failure(status.RESOURCE_EXHAUSTED, 'quota'))).toBe(false)
  })
})

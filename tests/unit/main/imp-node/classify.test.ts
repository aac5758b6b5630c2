import { status } from '@grpc/grpc-js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connectFailure,
  isOversized,
  nodeFailure,
  payFailure,
  sendFailure
} from '../../../../src/main/imp-node/classify'
import { sat } from '../../../../src/shared/money'

const failure = (code: status, text = '', departed = true) => ({ code, text, departed })
const codes = Object.values(status).filter(
  (code): code is status => typeof code === 'number' && code !== status.OK
)

describe('a PayInvoice that failed', () => {
  it('was not sent when it provably never left, whatever the status and the words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.string(), (code, text) => {
        expect(payFailure(failure(code, text, false))).toEqual({ kind: 'not-sent' })
      })
    )
  })

  it.each([
    ['Failed payment', 'no-route'],
    ['rpc error: code = Unknown desc = Failed payment', 'no-route'],
    ['unable to find a path to destination', 'no-route'],
    ['Could not find route', 'no-route'],
    ['no_route', 'no-route'],
    ['insufficient_balance', 'no-route'],
    ['insufficient local balance', 'no-route'],
    ['FAILURE_REASON_INCORRECT_PAYMENT_DETAILS', 'no-route'],
    ['invoice expired. Valid until 2021-08-01 12:00:00 +0000 UTC', 'expired'],
    ['rpc error: code = Unknown desc = invoice expired. Valid until x', 'expired'],
    ['amount must be specified when paying a zero amount invoice', 'refused-by-node'],
    ["invoice not for current active network 'mainnet'", 'refused-by-node'],
    ['self-payments not allowed', 'refused-by-node'],
    ['payment of 5 mSAT is too large, max payment allowed is 4 mSAT', 'refused-by-node'],
    ['checksum failed. Expected abc, got def.', 'refused-by-node'],
    ['invalid index of 1', 'refused-by-node'],
    ['wallet locked, unlock it to enable full RPC access', 'refused-by-node']
  ])('failed for certain when the node says UNKNOWN %j', (text, code) => {
    expect(payFailure(failure(status.UNKNOWN, text))).toEqual({ kind: 'failed', code, text })
  })

  it.each([status.UNKNOWN, status.ALREADY_EXISTS])(
    'is paid or under way when LND knows the hash (status %i)',
    (code) => {
      expect(payFailure(failure(code, 'invoice is already paid'))).toEqual({ kind: 'already-paid' })
      expect(
        payFailure(failure(code, 'rpc error: code = AlreadyExists desc = invoice is already paid'))
      ).toEqual({
        kind: 'already-paid'
      })
      expect(payFailure(failure(code, 'payment is in transition'))).toEqual({ kind: 'in-flight' })
      expect(payFailure(failure(code, 'payment already exists'))).toEqual({ kind: 'in-flight' })
    }
  )

  it.each([
    [status.UNAUTHENTICATED, 'key-refused'],
    [status.PERMISSION_DENIED, 'key-refused'],
    [status.UNIMPLEMENTED, 'refused-by-node'],
    [status.INVALID_ARGUMENT, 'refused-by-node']
  ])('failed for certain with status %i, which stands before the node acts', (code, expected) => {
    expect(payFailure(failure(code, 'text'))).toEqual({ kind: 'failed', code: expected, text: 'text' })
  })

  it.each([
    [status.DEADLINE_EXCEEDED, 'deadline'],
    [status.UNAVAILABLE, 'connection-broke'],
    [status.CANCELLED, 'connection-broke'],
    [status.INTERNAL, 'node-unclear'],
    [status.RESOURCE_EXHAUSTED, 'node-unclear'],
    [status.ABORTED, 'node-unclear'],
    [status.DATA_LOSS, 'node-unclear'],
    [status.NOT_FOUND, 'node-unclear'],
    [status.OUT_OF_RANGE, 'node-unclear'],
    [99, 'node-unclear']
  ])('is unknown with status %i, even with words that would be final otherwise', (code, expected) => {
    for (const text of ['', 'Failed payment', 'invoice expired']) {
      expect(payFailure(failure(code, text))).toEqual({ kind: 'unknown', code: expected, text })
    }
  })

  it.each([
    '',
    'EOF',
    'routerrpc server shutting down',
    'context deadline exceeded',
    'context canceled',
    'transport is closing',
    'read tcp 127.0.0.1:10009: connection reset by peer',
    'rpc error: code = Unavailable desc = transport is closing',
    'rpc error: code = DeadlineExceeded desc = invoice expired',
    'rpc error: code = Internal desc = Failed payment',
    'Received HTTP status code 500',
    'No status information received',
    'FAILURE_REASON_NONE',
    'something that nobody has heard of'
  ])('is unknown with UNKNOWN %j, which may come after the payment left', (text) => {
    expect(payFailure(failure(status.UNKNOWN, text))).toEqual({ kind: 'unknown', code: 'node-unclear', text })
  })
})

describe('a SendMessage that failed', () => {
  const ONE = sat(1n)

  it('was not sent when it provably never left, whatever the status and the words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.string(), (code, text) => {
        expect(sendFailure(failure(code, text, false), ONE)).toEqual({ kind: 'not-sent' })
      })
    )
  })

  it.each([
    ['Need more sats for this message, have: 1, want: 2', 'refused-by-node'],
    ['Data size not currently supported, max: ~432000 bytes', 'refused-by-node']
  ])('failed for certain, of however many parts, when the node says %j', (text, code) => {
    for (const amount of [ONE, sat(400n)])
      expect(sendFailure(failure(status.UNKNOWN, text), amount)).toEqual({ kind: 'failed', code, text })
  })

  it('failed for certain for want of a route where it is one payment, and is unknown where it is more', () => {
    const refused = failure(status.UNKNOWN, 'Could not find route')
    expect(sendFailure(refused, ONE)).toMatchObject({ kind: 'failed', code: 'no-route' })
    expect(sendFailure(refused, sat(2n))).toMatchObject({ kind: 'unknown', code: 'node-unclear' })
  })

  it('is never certain by words that are not known', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        expect(sendFailure(failure(status.UNKNOWN, `x ${text}`), ONE).kind).toBe('unknown')
      })
    )
  })
})

describe('a call that moves no money', () => {
  it.each([
    [failure(status.UNAVAILABLE, 'x', false), 'not-connected'],
    [failure(status.DEADLINE_EXCEEDED), 'deadline'],
    [failure(status.UNIMPLEMENTED), 'unimplemented'],
    [failure(status.UNAUTHENTICATED), 'key-refused'],
    [failure(status.PERMISSION_DENIED), 'key-refused'],
    [failure(status.UNAVAILABLE), 'lost'],
    [failure(status.CANCELLED), 'lost'],
    [failure(status.UNKNOWN, 'memo too large'), 'refused-by-node'],
    [failure(status.INTERNAL), 'refused-by-node'],
    [failure(status.INTERNAL, 'Response message parsing error: index out of range'), 'bad-response'],
    [
      failure(status.INTERNAL, 'Received RST_STREAM with code 0 (Call ended without gRPC status)'),
      'bad-response'
    ],
    [failure(status.RESOURCE_EXHAUSTED, 'Received message larger than max (9 vs 8)'), 'bad-response'],
    [failure(status.UNKNOWN, 'Received HTTP status code 500'), 'bad-response']
  ])('that failed with %j is %s', (failed, code) => {
    expect(nodeFailure(failed).code).toBe(code)
  })
})

describe('a connection', () => {
  it('misses a key or has a wrong one', () => {
    expect(connectFailure(failure(status.UNAUTHENTICATED), undefined).code).toBe('key-missing')
    expect(connectFailure(failure(status.PERMISSION_DENIED), undefined).code).toBe('key-missing')
    expect(connectFailure(failure(status.PERMISSION_DENIED), 'key').code).toBe('key-refused')
    expect(connectFailure(failure(status.UNAUTHENTICATED), 'key').code).toBe('key-refused')
  })

  it('never tells more than a short line', () => {
    expect(
      connectFailure(failure(status.UNAVAILABLE, 'a'.repeat(10_000)), undefined).detail?.length
    ).toBeLessThan(250)
  })

  it('knows a message that was too large from a node that has too much to do', () => {
    expect(isOversized(failure(status.RESOURCE_EXHAUSTED, 'Received message larger than max (1 vs 0)'))).toBe(
      true
    )
    expect(isOversized(failure(status.RESOURCE_EXHAUSTED, 'quota'))).toBe(false)
  })
})

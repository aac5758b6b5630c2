import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { payFailure, sendFailure } from '../../../../src/main/node-client/status-mapping'
import { readCallError } from '../../../../src/main/node-client/grpc/call-error'
import { sat } from '../../../../src/shared/money'
import { LND_NOT_READY } from '../../../../src/shared/nothing-sent'

/** Texts that a call can end with after the money left: Go, LND, grpc-js, proxies and HTTP servers. */
const LATE = [
  '',
  'EOF',
  'unexpected EOF',
  'context canceled',
  'context deadline exceeded',
  'runtime error: invalid memory address or nil pointer dereference',
  'read tcp 127.0.0.1:10009: connection reset by peer',
  'open /root/.lnd/admin.macaroon: permission denied',
  "invalid character '<' looking for beginning of value",
  'proto: cannot parse invalid wire-format data',
  'could not parse preimage of settled payment',
  'routerrpc server shutting down',
  'transport is closing',
  'error reading from server: EOF',
  'No message received',
  'Too many responses received',
  'Received RST_STREAM with code 12',
  'Received HTTP status code 404',
  'Protocol not secure enough',
  'upstream connect error or disconnect/reset before headers',
  '<html><head><title>502 Bad Gateway</title></head></html>',
  'Not Found',
  'method not allowed',
  'invoice expired',
  'Failed payment: FAILURE_REASON_NONE'
]
/** Texts of the list with the only status that makes them certain. */
const LISTED: ReadonlyMap<string, status> = new Map([
  ['Failed payment', status.UNKNOWN],
  ['Failed payment: FAILURE_REASON_NO_ROUTE', status.UNKNOWN],
  ['permission denied', status.UNKNOWN],
  ['api key is not provided', status.UNAUTHENTICATED],
  ['no permission to access this RPC', status.PERMISSION_DENIED],
  ['unknown service lightning.Lightning', status.UNIMPLEMENTED],
  ['invoice expired. Valid until 2021-08-01 12:00:00 +0000 UTC', status.UNKNOWN],
  ['invalid index of 1', status.UNKNOWN],
  ['checksum failed. Expected qqqqqq, got p3xyz7.', status.UNKNOWN],
  ['Need more sats for this message, have: 1, want: 2', status.UNKNOWN],
  ['insufficient local balance', status.UNKNOWN],
  ['this draft was sent with another content', status.UNKNOWN],
  ['Nothing was sent: LND is locked', status.UNAVAILABLE]
])
const STATUSES: readonly unknown[] = [
  ...Array.from({ length: 17 }, (_, code) => code),
  ...[undefined, null, -1, 17, 99, 2.5, NaN, '2', 'UNKNOWN']
]

const changed = (text: string): string[] => [
  text,
  text.slice(0, -1),
  text.slice(1),
  `rpc error: code = Unknown desc = ${text}`,
  `${text}: EOF`,
  `${text}\n`,
  ` ${text}`,
  text.toUpperCase(),
  text.toLowerCase()
]

describe('what a node says if LND was not ready', () => {
  it.each([
    ['LND cannot be reached', 'lnd-unavailable'],
    ['LND is locked', 'lnd-unavailable'],
    ['LND is starting', 'lnd-unavailable'],
    ['LND is behind the chain', 'lnd-unavailable'],
    ["LND's certificate is not the one that was trusted", 'lnd-certificate-changed'],
    ['LND does not accept the macaroon', 'lnd-key-refused']
  ])('proves that nothing was sent: %s', (reason, code) => {
    const text = `Nothing was sent: ${reason}`
    const read = readCallError({ code: status.UNAVAILABLE, details: text, message: text }, true)
    expect(Object.values(LND_NOT_READY)).toContain(text)
    expect(payFailure(read)).toMatchObject({ kind: 'failed', text })
    expect(sendFailure(read, sat(9n), true)).toMatchObject({ kind: 'failed', code, text })
    const stop = `part 1 of 9: ${text}`
    const stopped = readCallError({ code: status.UNAVAILABLE, details: stop, message: stop }, true)
    expect(sendFailure(stopped, sat(9n), true)).toMatchObject({ kind: 'failed', code, text: stop })
  })
})

describe('an error after the request left', () => {
  it('is never called failed outside the closed list, for any status and any altered text', () => {
    const wrong: unknown[] = []
    for (const code of STATUSES) {
      for (const details of [...LATE, ...LISTED.keys()].flatMap(changed)) {
        if (LISTED.get(details) === code) continue
        const read = readCallError({ code, details, message: details }, true)
        for (const { kind } of [
          payFailure(read),
          sendFailure(read, sat(1n), false),
          sendFailure(read, sat(9n), false),
          sendFailure(read, sat(9n), true)
        ]) {
          if (kind === 'failed') wrong.push([code, details])
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

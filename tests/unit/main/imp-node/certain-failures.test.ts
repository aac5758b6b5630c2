import type { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import {
  CERTAIN_MESSAGE_FAILURES,
  CERTAIN_ONE_PART_FAILURES,
  CERTAIN_PAYMENT_FAILURES,
  certainFailure
} from '../../../../src/main/imp-node/certain-failures'
import { payFailure, sendFailure } from '../../../../src/main/imp-node/classify'
import { readCallError } from '../../../../src/main/imp-node/grpc/call-error'
import { sat } from '../../../../src/shared/money'

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
/** Texts of the list: certain as they stand, and with their own status only. */
const LISTED = [
  'Failed payment',
  'Failed payment: FAILURE_REASON_NO_ROUTE',
  'permission denied',
  'api key is not provided',
  'no permission to access this RPC',
  'unknown service lightning.Lightning',
  'invoice expired. Valid until 2021-08-01 12:00:00 +0000 UTC',
  'invalid index of 1',
  'checksum failed. Expected qqqqqq, got p3xyz7.',
  'Need more sats for this message, have: 1, want: 2',
  'insufficient local balance'
]
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
const listed = (text: string): boolean => LISTED.includes(text)

describe('what a node or a library says after the request left', () => {
  it('is never called failed outside the closed list, whatever its status and however a text is changed', () => {
    const lists = [...CERTAIN_PAYMENT_FAILURES, ...CERTAIN_MESSAGE_FAILURES, ...CERTAIN_ONE_PART_FAILURES]
    for (const code of STATUSES) {
      for (const details of [...LATE, ...LISTED].flatMap(changed)) {
        const read = readCallError({ code, details, message: details }, true)
        const answers = [payFailure(read), sendFailure(read, sat(1n)), sendFailure(read, sat(9n))]
        for (const { kind } of answers) {
          const proven = listed(details) && certainFailure(lists, code as status, details) !== undefined
          if (!proven) expect([code, details, kind]).not.toContain('failed')
        }
      }
    }
  })
})

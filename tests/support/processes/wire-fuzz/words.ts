import {
  CERTAIN_MESSAGE_FAILURES,
  CERTAIN_ONE_PART_FAILURES,
  CERTAIN_PAYMENT_FAILURES
} from '../../../../src/main/node-client/certain-failures'
import { oneOf, type Random } from '../fault-matrix/random'

/** A status as it is on the wire, and its text. */
export interface Said {
  readonly status: string
  readonly text: string
}

/** The listed texts that are constant; variable ones have their own unit tests. */
const wholeTexts = (list: readonly { readonly status: number; readonly text: string | RegExp }[]): Said[] =>
  list.flatMap(({ status, text }) => (typeof text === 'string' ? [{ status: String(status), text }] : []))

/** Proof that a payment, or the only payment of a message, did not happen. */
export const LISTED = {
  payment: wholeTexts(CERTAIN_PAYMENT_FAILURES),
  message: [
    ...wholeTexts(CERTAIN_MESSAGE_FAILURES),
    { status: '2', text: 'Need more sats for this message, have: 1, want: 2' }
  ],
  onePartMessage: wholeTexts(CERTAIN_ONE_PART_FAILURES)
} as const satisfies Record<string, readonly Said[]>

const ANY: readonly Said[] = Object.values(LISTED).flat()
const ODD_STATUSES = [
  ...['', '-1', '17', '99', '2.5', ' 2', '02', '0x2', 'NaN', '99999999999999999999', 'UNKNOWN', '2,2']
]
const ODD_TEXTS = [
  ...['', '%', '%zz', '%F0%9F', 'closed', 'invoice is already paid', 'payment is in transition'],
  'No invoice found',
  'x'.repeat(8_000)
]

/**
 * True if this answer alone proves that no money left. The status counts as a number: grpc-js reads ` 2`, `02` and
 * `0x2` as 2, and does not report how it was written.
 */
export const isListed = (said: Said, list: readonly Said[]): boolean =>
  list.some(({ status, text }) => Number(status) === Number(said.status) && text === said.text)

/** The answer of a node about a call: every third time one of the list, or close to it. */
export function words(random: Random, list: readonly Said[] = ANY): Said {
  const listed = oneOf(random, list)
  switch (oneOf(random, ['listed', 'close', 'other-status', 'any', 'odd-status', 'odd'] as const)) {
    case 'listed':
      return listed
    case 'close':
      return {
        status: listed.status,
        text: oneOf(random, [`${listed.text} `, `rpc error: ${listed.text}`, listed.text.slice(1)])
      }
    case 'other-status':
      return { status: String(Math.floor(random() * 17)), text: listed.text }
    case 'any':
      return { status: String(Math.floor(random() * 17)), text: oneOf(random, ODD_TEXTS) }
    case 'odd-status':
      return { status: oneOf(random, ODD_STATUSES), text: listed.text }
    case 'odd':
      return { status: oneOf(random, ODD_STATUSES), text: oneOf(random, ODD_TEXTS) }
  }
}

export function someBytes(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: Math.floor(random() * most) }, () => Math.floor(random() * 256)))
}

/** The same bytes in up to five pieces. */
export function pieces(random: Random, bytes: Buffer): readonly Buffer[] {
  const cuts = Array.from({ length: Math.floor(random() * 5) }, () => Math.floor(random() * bytes.length))
  const ends = [...cuts.sort((a, b) => a - b), bytes.length]
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end))
}

import { status } from '@grpc/grpc-js'
import type { FaultAction } from '../../../../src/node/backends/demo'
import type { Point, Scenario } from './scenario'
import type { KillStep } from './wallet-process'

/** The step of the journal at which the wallet dies; `never`: it is killed from outside while the node pays. */
const KILLS: Partial<Record<Point, KillStep>> = {
  'wallet killed before the commit': 'before-commit',
  'wallet killed after the commit': 'committed',
  'wallet killed when the request left': 'sent',
  'wallet killed while in flight': 'never',
  'wallet killed before the outcome is written': 'answered',
  'wallet killed after the outcome is written': 'written'
}

const HELD: readonly Point[] = [
  'in flight past the deadline',
  'node restarted while in flight',
  'in flight for another program',
  'wallet killed while in flight'
]
const ELSEWHERE: readonly Point[] = ['paid by another program before', 'in flight for another program']

const INTERNAL = { code: status.INTERNAL, text: 'grpc: the connection is closing' }
const FAILED = { code: status.UNKNOWN, text: 'Failed payment' }

const FAULTS: Partial<Record<Point, { readonly point: 'before' | 'after'; readonly action: FaultAction }>> = {
  'request lost on the way': { point: 'before', action: { kind: 'drop' } },
  'node refuses': { point: 'before', action: { kind: 'fail', status: FAILED } },
  'error instead of an answer after paying': { point: 'after', action: { kind: 'fail', status: INTERNAL } },
  'answer lost after paying': { point: 'after', action: { kind: 'drop' } },
  'node dies after it paid': { point: 'after', action: { kind: 'stall' } },
  'stalled past the deadline before paying': { point: 'before', action: { kind: 'stall' } },
  'stalled past the deadline after paying': { point: 'after', action: { kind: 'stall' } },
  'node restarted before it paid': { point: 'before', action: { kind: 'stall' } },
  'wrong preimage': { point: 'after', action: { kind: 'answer', response: { preimage: 'ab'.repeat(32) } } }
}

/** What the runner has to prepare for a fault. */
export interface Staging {
  /** The payee's name. */
  readonly payee: 'Mira' | 'Hackerspace Lab'
  readonly killAt: KillStep | undefined
  /** Payments stay in flight until they are released. */
  readonly holds: boolean
  /** Another program pays the invoice before the click; `waits`: until it has arrived. */
  readonly elsewhere: 'no' | 'starts' | 'waits'
  readonly fault: { readonly point: 'before' | 'after'; readonly action: FaultAction } | undefined
  readonly nodeDies: 'before the click' | 'at the click' | 'after it paid' | 'and comes back' | 'no'
  readonly expectAlarm: boolean
}

export function stagingOf({ trouble }: Scenario): Staging {
  if (trouble.kind === 'wire') return { ...CALM, holds: trouble.moment === 'held' }
  const { point } = trouble
  const other = point === 'paid by another program before' ? 'waits' : 'starts'
  return {
    payee: point === 'no route' ? 'Hackerspace Lab' : 'Mira',
    killAt: KILLS[point],
    holds: HELD.includes(point),
    elsewhere: ELSEWHERE.includes(point) ? other : 'no',
    fault: FAULTS[point],
    nodeDies: deathOf(point),
    expectAlarm: point === 'wrong preimage'
  }
}

const CALM: Staging = {
  payee: 'Mira',
  killAt: undefined,
  holds: false,
  elsewhere: 'no',
  fault: undefined,
  nodeDies: 'no',
  expectAlarm: false
}

function deathOf(point: Point): Staging['nodeDies'] {
  switch (point) {
    case 'node away before the click':
      return 'before the click'
    case 'node dies at the click':
      return 'at the click'
    case 'node dies after it paid':
      return 'after it paid'
    case 'node restarted while in flight':
    case 'node restarted before it paid':
      return 'and comes back'
    default:
      return 'no'
  }
}

import { oneOf, seededRandom } from './random'

/** Where a payment is interfered with. */
export const POINTS = [
  'nothing goes wrong',
  'node away before the click',
  'node dies at the click',
  'request lost on the way',
  'node refuses',
  'no route',
  'error instead of an answer after paying',
  'answer lost after paying',
  'stalled past the deadline before paying',
  'stalled past the deadline after paying',
  'in flight past the deadline',
  'node restarted while in flight',
  'node restarted before it paid',
  'wrong preimage',
  'paid by another program before',
  'in flight for another program',
  'wallet killed before the commit',
  'wallet killed after the commit',
  'wallet killed when the request left',
  'wallet killed while in flight',
  'wallet killed before the outcome is written',
  'wallet killed after the outcome is written'
] as const
export type Point = (typeof POINTS)[number]

export interface Scenario {
  readonly seed: number
  readonly point: Point
  readonly generation: 1 | 2
  /** So many clicks in one moment, by two ways in: the card, and the invoice pasted in upper case. */
  readonly clicks: number
  /** Whether what is held in flight arrives in the end. */
  readonly arrives: boolean
  /** What the person does about an outcome that is not known: nothing, ask, or retry. */
  readonly then: 'leave' | 'check' | 'retry'
}

/** Every point comes up equally often; the rest is drawn from the seed. */
export function scenarioOf(run: number, seed: number): Scenario {
  const random = seededRandom(seed * 1_000_003 + run)
  const point = POINTS[run % POINTS.length]
  if (point === undefined) throw new Error('no points')
  return {
    seed: run,
    point,
    generation: oneOf(random, [1, 2] as const),
    clicks: oneOf(random, [1, 1, 2, 5, 10]),
    arrives: random() < 0.6,
    then: oneOf(random, ['leave', 'check', 'retry', 'retry'] as const)
  }
}

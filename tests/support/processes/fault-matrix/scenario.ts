import { GATEWAY_FAULTS } from './gateway-faults'
import { GRPC_FAULTS } from './grpc-faults'
import { oneOf, seededRandom, shuffled, type Random } from './random'
import type { Moment, WireFault } from './wire-fault'

/** Faults at the node or of the wallet's process. */
export const POINTS = [
  'nothing goes wrong',
  'node away before the click',
  'node dies at the click',
  'node dies after it paid',
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

export type Trouble =
  | { readonly kind: 'node'; readonly point: Point }
  | { readonly kind: 'wire'; readonly fault: WireFault; readonly moment: Moment }

/** What the person does after the fault. */
export const NEXT_STEPS = [
  'stays',
  'starts the wallet again',
  'pays at another node',
  'pays at another address of the node',
  'pays an invoice with the same hash and another amount',
  'loses the records',
  'has the records emptied'
] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export interface Scenario {
  readonly run: number
  readonly spends: 'payment' | 'message'
  readonly trouble: Trouble
  readonly generation: 1 | 2
  /** The node has the extension; only in generation 1. */
  readonly extension: boolean
  readonly over: 'grpc' | 'gateway'
  /** Number of concurrent clicks, on the card and on the same invoice pasted in upper case. */
  readonly clicks: number
  /** Whether a payment that is held in flight arrives in the end. */
  readonly arrives: boolean
  readonly next: NextStep
  /** What the person finally does about an unknown outcome: nothing, check, or retry. */
  readonly then: 'leave' | 'check' | 'retry'
}

/**
 * The scenarios of a seed. Of three scenarios, one has a fault of the node or the wallet's process, and two have a
 * fault of the connection. Each list of faults is used up before a fault repeats. One in five scenarios is a message.
 */
export function scenarios(runs: number, seed: number): readonly Scenario[] {
  const wires = allWireTroubles(seededRandom(seed))
  return Array.from({ length: runs }, (_, run) => {
    const random = seededRandom(seed * 1_000_003 + run)
    const turn = Math.floor(run / 3)
    const trouble: Trouble =
      run % 3 === 0
        ? { kind: 'node', point: at(POINTS, turn) }
        : { kind: 'wire', ...at(wires, turn * 2 + (run % 3) - 1) }
    const isHeld = trouble.kind === 'wire' && trouble.moment === 'held'
    const isMessage = trouble.kind === 'wire' && !isHeld && random() < 0.3
    const generation = oneOf(random, [1, 2] as const)
    return {
      run,
      spends: isMessage ? 'message' : 'payment',
      trouble,
      generation,
      // By the number of the run only, so that the rest of a scenario does not change.
      extension: generation === 1 && run % 2 === 0,
      over:
        trouble.kind === 'wire' ? trouble.fault.over : oneOf(random, ['grpc', 'grpc', 'gateway'] as const),
      clicks: oneOf(random, [1, 1, 2, 5, 10]),
      arrives: random() < 0.6,
      next: isMessage ? oneOf(random, ['stays', 'starts the wallet again'] as const) : nextStep(random),
      then: oneOf(random, ['leave', 'check', 'retry', 'retry'] as const)
    } satisfies Scenario
  })
}

/** A scenario with this fault of the connection. Everything else has a default. */
export function wireScenario(name: string, moment: Moment, rest: Partial<Scenario> = {}): Scenario {
  const fault = [...GRPC_FAULTS, ...GATEWAY_FAULTS].find((one) => one.name === name)
  if (fault === undefined) throw new Error(`no fault is called ${name}`)
  return {
    run: 0,
    spends: 'payment',
    trouble: { kind: 'wire', fault, moment },
    generation: 1,
    extension: false,
    over: fault.over,
    clicks: 2,
    arrives: true,
    next: 'stays',
    then: 'retry',
    ...rest
  }
}

/** A text for people that describes the scenario and how to find it again. */
export function describeScenario({ trouble, ...rest }: Scenario): string {
  const what = trouble.kind === 'node' ? trouble.point : `${trouble.fault.name} (${trouble.moment})`
  return JSON.stringify({ what, ...rest })
}

function nextStep(random: Random): NextStep {
  return random() < 0.3 ? 'stays' : oneOf(random, NEXT_STEPS)
}

function allWireTroubles(random: Random): readonly { fault: WireFault; moment: Moment }[] {
  const all = [...GRPC_FAULTS, ...GATEWAY_FAULTS].flatMap((fault) =>
    fault.moments.map((moment) => ({ fault, moment }))
  )
  return shuffled(random, all)
}

function at<T>(list: readonly T[], turn: number): T {
  const entry = list[turn % list.length]
  if (entry === undefined) throw new Error('nothing to play')
  return entry
}

import { FUZZED_CALLS, type FuzzedCall, type Judged } from './calls'
import { openStreamLane } from './stream-lane'
import { openUnaryLane, type Wire } from './unary-lane'

const UNARY_LANES_EACH = 6
const STREAM_LANES_EACH = 2
const BEAT_MS = 50
const MOST_BUSY_MICROS = 1_000_000

export interface FuzzFailure {
  /**
   * The seed of the case, which `runWireFuzz(1, seed)` plays again; of the first case if a lane or the process failed.
   */
  readonly seed: number
  readonly wire: Wire | 'process'
  readonly call: string
  readonly what: string
}

type Fuzzed = FuzzedCall | 'watch' | 'subscribe'

const nameOf = (call: Fuzzed): string => {
  if (call === 'watch') return 'WatchInvoices'
  return call === 'subscribe' ? 'Subscribe' : call.method
}

/** Every call of the wallet over both transports. A seed decides what a case is, and what its node does. */
const CASES = (['grpc', 'http'] as const).flatMap((wire) =>
  [...FUZZED_CALLS, 'watch' as const, 'subscribe' as const].map((call) => ({
    wire,
    call
  }))
)

/** The names of all calls, as `kinds` has them after the transport. */
export const FUZZED_NAMES: readonly string[] = [...new Set(CASES.map(({ call }) => nameOf(call)))]

/**
 * Makes every call of the wallet over real transports to hostile nodes. Returns the cases in which the client broke a
 * promise. `kinds`: the number of calls for each way to end, such as `grpc PayInvoice unknown`.
 */
export async function runWireFuzz(
  count: number,
  firstSeed: number,
  done: (cases: number) => void = () => undefined
): Promise<{ failures: readonly FuzzFailure[]; kinds: ReadonlyMap<string, number> }> {
  const failures: FuzzFailure[] = []
  const kinds = new Map<string, number>()
  const ofProcess = (what: string) => {
    failures.push({ seed: firstSeed, wire: 'process', call: '', what })
  }
  const stray = (error: unknown) => ofProcess(`nobody handled: ${String(error)}`)
  process.on('unhandledRejection', stray)
  process.on('uncaughtException', stray)
  const stopBeats = watchEventLoop((micros) => ofProcess(`the event loop was busy for ${micros} µs`))
  let cases = 0
  const ended = (seed: number, wire: Wire, call: Fuzzed, { kind, problem }: Judged) => {
    const name = `${wire} ${nameOf(call)} ${kind}`
    kinds.set(name, (kinds.get(name) ?? 0) + 1)
    if (problem !== undefined) failures.push({ seed, wire, call: nameOf(call), what: problem })
    cases += 1
    done(cases)
  }
  /** The seeds of one transport, for streams or for all other calls, in the order in which its lanes take them. */
  const seedsOf = (wire: Wire, isStream: boolean) => {
    const seeds = Array.from({ length: count }, (_, at) => firstSeed + at).filter((seed) => {
      const chosen = caseOf(seed)
      return chosen.wire === wire && (chosen.call === 'subscribe') === isStream
    })
    return seeds[Symbol.iterator]()
  }
  const unaryLane = async (wire: Wire, seeds: Iterable<number>) => {
    const lane = await openUnaryLane(wire)
    try {
      for (const seed of seeds) {
        const { call } = caseOf(seed)
        if (call !== 'subscribe') ended(seed, wire, call, await lane.run(seed, call))
      }
    } finally {
      lane.close()
    }
  }
  const streamLane = async (wire: Wire, seeds: Iterable<number>) => {
    const lane = await openStreamLane(wire)
    try {
      for (const seed of seeds) ended(seed, wire, 'subscribe', await lane.run(seed))
    } finally {
      for (const what of await lane.close()) failures.push({ seed: firstSeed, wire, call: 'Subscribe', what })
    }
  }
  const lanes = (['grpc', 'http'] as const).flatMap((wire) => {
    const [unary, streams] = [seedsOf(wire, false), seedsOf(wire, true)]
    return [
      ...Array.from({ length: UNARY_LANES_EACH }, () => unaryLane(wire, unary)),
      ...Array.from({ length: STREAM_LANES_EACH }, () => streamLane(wire, streams))
    ]
  })
  try {
    await Promise.all(lanes)
  } finally {
    stopBeats()
    process.off('unhandledRejection', stray)
    process.off('uncaughtException', stray)
  }
  return { failures, kinds }
}

function caseOf(seed: number): { readonly wire: Wire; readonly call: Fuzzed } {
  const chosen = CASES[seed % CASES.length]
  if (chosen === undefined) throw new Error('a seed is a whole number from 0 up')
  return chosen
}

/** By processor time, so that other programs on the machine do not count. */
function watchEventLoop(tooBusy: (micros: number) => void): () => void {
  let before = process.cpuUsage()
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    if (user + system > MOST_BUSY_MICROS) tooBusy(user + system)
  }, BEAT_MS)
  return () => clearInterval(timer)
}

import type { Network } from '../../../shared/domain/network'
import type { ChainLag } from '../../../shared/domain/pairing'

/** The mean time between two blocks. */
const BLOCK_MS = 600_000
/** A gap between two blocks is shorter than this in 99.7 % of all cases, so a longer one means missing blocks. */
const SURELY_BEHIND_MS = 3_600_000
/** The speed is measured over at least and at most this time. Milliseconds. */
const MEASURED_MS = { least: 15_000, most: 300_000 }

interface Sample {
  readonly at: number
  readonly newestBlockAt: number
}

/**
 * Estimates how far an LND is behind the chain, and when it will have caught up, from the time of the newest block that
 * it has (`best_header_timestamp`): LND reports neither the number of the missing blocks nor its progress.
 */
export class CatchUp {
  #samples: readonly Sample[] = []

  /** `newestBlockAt` and `now`: milliseconds since 1970. */
  note(newestBlockAt: number, network: Network, now: number): ChainLag {
    // Nothing can be estimated from a block of the future or of no time, nor where blocks are mined on demand.
    if (newestBlockAt <= 0 || newestBlockAt > now || network === 'regtest') {
      this.#samples = []
      return {}
    }
    const behindMs = now - newestBlockAt
    const remainingMs = this.#remaining({ at: now, newestBlockAt })
    // Testnet has no steady rate of blocks: its difficulty may drop to the minimum after 20 minutes without one.
    const countable = behindMs >= SURELY_BEHIND_MS && network !== 'testnet'
    return {
      ...(countable ? { blocks: Math.round(behindMs / BLOCK_MS) } : {}),
      ...(remainingMs === undefined ? {} : { remainingMs })
    }
  }

  #remaining(sample: Sample): number | undefined {
    const latest = this.#samples.at(-1)
    // LND reports its backend's progress first and then its own, which starts further back.
    const restarted = latest !== undefined && sample.newestBlockAt < latest.newestBlockAt
    const recent = restarted
      ? []
      : this.#samples.filter(({ at }) => at <= sample.at && sample.at - at <= MEASURED_MS.most)
    this.#samples = [...recent, sample]
    const [first] = recent
    if (first === undefined || sample.at - first.at < MEASURED_MS.least) return undefined
    // Milliseconds of chain time per millisecond. The chain itself grows at speed 1.
    const speed = (sample.newestBlockAt - first.newestBlockAt) / (sample.at - first.at)
    return speed <= 1 ? undefined : Math.round((sample.at - sample.newestBlockAt) / (speed - 1))
  }
}

import type { Millis } from '../../shared/domain/ids'
import type { Msat } from '../../shared/money'
import type { Clock } from '../clock'
import { within } from './close-parts'

/** How long a question to the person waits for the node's estimate. Milliseconds. */
const PATIENCE_MS = 2_000
/** Routes and their fees change, so an older estimate is asked for again. Milliseconds. */
const MAX_AGE_MS = 60_000
/** A node that gave none is not asked again before this time, so that the question does not wait for it twice. Milliseconds. */
const MAX_AGE_OF_NONE_MS = 10_000

type Estimate = Msat | undefined

interface Kept {
  readonly about: string
  /** Never rejects. */
  readonly fee: Promise<Estimate>
  /** When the answer becomes old; undefined until the node has answered. */
  oldAt: Millis | undefined
}

/** The node's last answer about a fee. A question to the person names it, so that it says the same as the page. */
export class LastEstimate {
  #last: Kept | undefined

  constructor(private readonly clock: Clock) {}

  /** Keeps the answer in place of the one before. `about`: what it is about. */
  keep(about: string, fee: Promise<Estimate>): Promise<Estimate> {
    this.#last = this.#kept(about, fee)
    return fee
  }

  /**
   * The last answer if it is about the same and not old, or else a new one. Undefined if the node gives none in a short time, or
   * if asking it fails: an order does not depend on an estimate.
   */
  async soon(about: string, ask: () => Promise<Estimate>): Promise<Estimate> {
    const last = this.#last
    const isOld = last?.about !== about || (last.oldAt !== undefined && last.oldAt <= this.clock.now())
    const kept = isOld ? this.#kept(about, ask()) : last
    this.#last = kept
    let fee: Estimate
    const answered = async () => {
      fee = await kept.fee
    }
    await within(this.clock, PATIENCE_MS, answered())
    return fee
  }

  #kept(about: string, asked: Promise<Estimate>): Kept {
    const answered = async () => {
      const fee = await asked.catch(() => undefined)
      kept.oldAt = this.clock.now() + (fee === undefined ? MAX_AGE_OF_NONE_MS : MAX_AGE_MS)
      return fee
    }
    const kept: Kept = { about, fee: answered(), oldAt: undefined }
    return kept
  }
}

import type { Msat } from '../../shared/money'
import type { Clock } from '../clock'
import { within } from './close-parts'

/** How long a question to the person waits for the node's estimate. Milliseconds. */
const PATIENCE_MS = 2_000

type Estimate = Msat | undefined

/** The node's last answer about a fee. A question to the person names it, so that it says the same as the page. */
export class LastEstimate {
  #last: { readonly about: string; readonly fee: Promise<Estimate> } | undefined

  constructor(private readonly clock: Clock) {}

  /** Keeps the answer in place of the one before. `about`: what it is about. */
  keep(about: string, fee: Promise<Estimate>): Promise<Estimate> {
    this.#last = { about, fee }
    return fee
  }

  /** The last answer if it is about the same, or else a new one; undefined if the node gives none in a short time. */
  async soon(about: string, ask: () => Promise<Estimate>): Promise<Estimate> {
    const kept = this.#last?.about === about ? this.#last.fee : Promise.resolve(undefined)
    let fee: Estimate
    const asked = async () => {
      fee = (await kept) ?? (await this.keep(about, ask()))
    }
    await within(this.clock, PATIENCE_MS, asked())
    return fee
  }
}

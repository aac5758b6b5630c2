import type { Millis } from '../../shared/domain/ids'
import type { Sat } from '../../shared/money'
import { background, type ReportBug } from '../background'
import { backoffDelay, type BackoffBounds } from '../node-client/backoff'
import type { Clock } from '../clock'
import type { WalletNode } from './node'

export interface BalanceDeps {
  readonly node: WalletNode
  readonly clock: Clock
  /** Returns a uniform number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  readonly changed: () => void
  readonly reportBug: ReportBug
}

const MIN_INTERVAL_MS = 5_000
const BOUNDS: BackoffBounds = { floorMs: 10_000, ceilingMs: 10 * 60_000 }

/**
 * Keeps an estimate of what can be spent. GetChannels ends a daemon of the second generation whose Lightning node is
 * down, so it is called rarely: directly after a harmless call showed that the Lightning node is up, one call at a
 * time, with backoff while calls fail. A refresh during a call leads to another call; the last one wins.
 */
export class Balance {
  readonly #deps: BalanceDeps
  #sat: Sat | undefined
  #wanted = false
  #asking = false
  #failures = 0
  #notBefore: Millis = 0
  #cancelTimer: (() => void) | undefined
  #disposed = false

  constructor(deps: BalanceDeps) {
    this.#deps = deps
  }

  /** Estimate of what can be spent; undefined if the node does not know or was not asked yet. */
  get sat(): Sat | undefined {
    return this.#sat
  }

  /** Called when the connection is ready or money moved. */
  refresh(): void {
    this.#wanted = true
    this.#run()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #run(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const { node, clock, reportBug } = this.#deps
    if (this.#disposed || this.#asking || !this.#wanted) return
    // The next connection calls `refresh` again.
    if (!node.ready || !node.capabilities.getChannels) return
    const wait = this.#notBefore - clock.now()
    if (wait > 0) {
      this.#cancelTimer = clock.after(wait, () => {
        this.#run()
      })
      return
    }
    this.#asking = true
    this.#wanted = false
    background(
      this.#fetch()
        .catch((error: unknown) => {
          reportBug('balance', error)
          return false
        })
        .then((answered) => {
          this.#asked(answered)
        }),
      (error) => {
        reportBug('balance', error)
      }
    )
  }

  /** Returns false if a call failed or the Lightning node is down. */
  async #fetch(): Promise<boolean> {
    const { node, changed } = this.#deps
    if (!(await isLightningUp(node)) || this.#disposed || !node.ready) return false
    const answer = await node.getSpendable()
    if (!answer.ok || this.#disposed) return false
    if (answer.value !== this.#sat) {
      this.#sat = answer.value
      changed()
    }
    return true
  }

  #asked(answered: boolean): void {
    const { clock, random } = this.#deps
    this.#asking = false
    this.#failures = answered ? 0 : this.#failures + 1
    const wait = answered ? MIN_INTERVAL_MS : backoffDelay(this.#failures, BOUNDS, random)
    this.#notBefore = clock.now() + wait
    this.#wanted ||= !answered
    this.#run()
  }
}

/** Uses a call that is harmless to every node (see node-client/capability-probe.ts). */
async function isLightningUp(node: WalletNode): Promise<boolean> {
  if (node.identify !== undefined) {
    const status = await node.identify()
    return status.ok && status.value.lightningUp
  }
  return node.capabilities.listPayments && (await node.listSettledPayments()).ok
}

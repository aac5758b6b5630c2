import { isDeepStrictEqual } from 'node:util'
import type { Millis } from '../../shared/domain/ids'
import type { NodeFacts } from '../../shared/domain/node'
import { msatToSatFloor, type Msat, type Sat } from '../../shared/money'
import { background, type ReportBug } from '../background'
import type { NodeInfo } from '../node-client/api'
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

/** The known amounts; each is undefined if the node does not know or was not asked yet. */
interface Known {
  readonly spendable: Sat | undefined
  readonly receivable: Sat | undefined
  readonly facts: NodeFacts | undefined
}

/**
 * Keeps an estimate of what can be sent and received. A node with the extension reports both by GetInfo. GetChannels
 * ends a daemon of the second generation whose Lightning node is down, so it is called only directly after a harmless
 * call showed that the Lightning node is up. Either call is made one at a time, with backoff while calls fail. A
 * refresh during a call leads to another call; the last one wins.
 */
export class Balance {
  readonly #deps: BalanceDeps
  #known: Known = { spendable: undefined, receivable: undefined, facts: undefined }
  #wanted = false
  #asking = false
  #failures = 0
  #notBefore: Millis = 0
  #cancelTimer: (() => void) | undefined
  #disposed = false

  constructor(deps: BalanceDeps) {
    this.#deps = deps
  }

  /** What can be sent; about, unless the node has the extension. */
  get sat(): Sat | undefined {
    return this.#known.spendable
  }

  get receivableSat(): Sat | undefined {
    return this.#known.receivable
  }

  get facts(): NodeFacts | undefined {
    return this.#known.facts
  }

  /** Stores what a node with the extension reported when the connection was made. */
  named(info: NodeInfo): void {
    this.#learn(knownFrom(info))
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
    // `refresh` comes again with the connection.
    if (!node.ready || !(node.capabilities.extension || node.capabilities.getChannels)) return
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
    const { node } = this.#deps
    if (node.capabilities.extension) {
      const info = await node.calls.getInfo()
      if (!info.ok || this.#disposed) return false
      this.#learn(knownFrom(info.value))
      return true
    }
    if (!(await isLightningUp(node)) || this.#disposed || !node.ready) return false
    const answer = await node.calls.getSpendable()
    if (!answer.ok || this.#disposed) return false
    this.#learn({ spendable: answer.value, receivable: undefined, facts: undefined })
    return true
  }

  #learn(known: Known): void {
    const same = isDeepStrictEqual(known, this.#known)
    this.#known = known
    if (!same) this.#deps.changed()
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

function knownFrom({ spendableMsat, receivableMsat, ...info }: NodeInfo): Known {
  const { alias, software, syncedToChain, blockHeight, newestBlockAt } = info
  return {
    spendable: floored(spendableMsat),
    receivable: floored(receivableMsat),
    facts: { alias, software, syncedToChain, blockHeight, newestBlockAt }
  }
}

const floored = (amount: Msat | undefined): Sat | undefined =>
  amount === undefined ? undefined : msatToSatFloor(amount)

/** Asks by a call that harms no node (see node-client/capability-probe.ts). */
async function isLightningUp(node: WalletNode): Promise<boolean> {
  if (node.calls.identify !== undefined) {
    const status = await node.calls.identify()
    return status.ok && status.value.lightningUp
  }
  return node.capabilities.listPayments && (await node.calls.listSettledPayments()).ok
}

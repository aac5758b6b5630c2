import type { PaymentHash } from '../../../shared/domain/ids'
import type { Payment } from '../../../shared/domain/payment'
import { background, type ReportBug } from '../../background'
import { backoffDelay, type BackoffBounds } from '../../node-client/backoff'
import type { Store } from '../../store/store'
import type { Clock } from '../../clock'
import type { WalletNode } from '../node'
import { canLookUp, lookUpPayments, type PaymentReport } from './payment-lookup'

export interface PaymentResolverDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly clock: Clock
  /** Returns a uniform number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  /** Stores what the node reports about a payment, given as it was when the node was asked. */
  readonly apply: (asked: Payment, report: PaymentReport) => void
  readonly reportBug: ReportBug
}

/** An old Lightning node lists every payment it ever made, so in the long run the wallet asks at most twice an hour. */
const LIST_BOUNDS: BackoffBounds = { floorMs: 5_000, ceilingMs: 30 * 60_000 }
/** A node that tracks payments looks up one row per payment. */
const TRACK_BOUNDS: BackoffBounds = { floorMs: 1_000, ceilingMs: 60_000 }
/** Payments per round; those whose last check is longest ago come first. */
const PER_ROUND = 20
/** After this many rounds the wallet stops asking for the missing proof of a payment until its next start. */
const ROUNDS_FOR_PROOF = 5

/**
 * Finds out the outcome of unknown payments, and the preimage of those that are paid without a proof. It only reads.
 * The time between rounds grows exponentially; a new unknown outcome and a new connection reset it.
 */
export class PaymentResolver {
  readonly #deps: PaymentResolverDeps
  readonly #roundsForProof = new Map<PaymentHash, number>()
  #rounds = 0
  #asking = false
  #cancelTimer: (() => void) | undefined
  #disposed = false

  constructor(deps: PaymentResolverDeps) {
    this.#deps = deps
  }

  /** The connection is ready: asks now. */
  connected(): void {
    this.#rounds = 0
    this.#run()
  }

  /**
   * An outcome was stored. If it is unknown the resolver asks soon, but not at once, because the node has just failed
   * to answer.
   */
  ended({ state, proof }: Payment): void {
    if (state !== 'unknown' && proof !== 'unavailable') return
    this.#rounds = 0
    if (!this.#asking) this.#schedule()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #run(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const { node, reportBug } = this.#deps
    if (this.#disposed || this.#asking || !node.ready || !canLookUp(node)) return
    const open = this.#open()
    if (open.length === 0) return
    this.#asking = true
    background(
      this.#ask(open).finally(() => {
        this.#asking = false
        this.#schedule()
      }),
      (error) => {
        reportBug('payment-lookup', error)
      }
    )
  }

  async #ask(open: readonly Payment[]): Promise<void> {
    const { node, store, clock, apply } = this.#deps
    const reports = await lookUpPayments({ node, store, now: clock.now() }, open)
    if (this.#disposed || !reports.ok) return
    for (const payment of open) {
      const report = reports.value.get(payment.paymentHash)
      if (report === undefined) continue
      if (payment.state === 'succeeded') this.#countForProof(payment.paymentHash)
      apply(payment, report)
    }
  }

  #open(): Payment[] {
    const { openPayments } = this.#deps.store
    const withoutProof = openPayments
      .withoutProof(PER_ROUND)
      .filter(({ paymentHash }) => (this.#roundsForProof.get(paymentHash) ?? 0) < ROUNDS_FOR_PROOF)
    return [...openPayments.unknown(PER_ROUND), ...withoutProof].slice(0, PER_ROUND)
  }

  #countForProof(paymentHash: PaymentHash): void {
    this.#roundsForProof.set(paymentHash, (this.#roundsForProof.get(paymentHash) ?? 0) + 1)
  }

  /** Without a connection there is no timer: `connected` starts the next round. */
  #schedule(): void {
    const { node, clock, random, store } = this.#deps
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#disposed || !store.isOpen || !node.ready || !canLookUp(node)) return
    if (this.#open().length === 0) return
    this.#rounds += 1
    const bounds = node.capabilities.extension ? TRACK_BOUNDS : LIST_BOUNDS
    this.#cancelTimer = clock.after(backoffDelay(this.#rounds, bounds, random), () => {
      this.#run()
    })
  }
}

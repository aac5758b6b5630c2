import type { PaymentHash } from '../../../shared/domain/ids'
import type { Payment } from '../../../shared/domain/payment'
import { background, type ReportBug } from '../../background'
import type { Clock } from '../../clock'
import type { Store } from '../../store/store'
import type { Changes } from '../changes'
import type { WalletNode } from '../node'

export interface HeldWatchDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly clock: Clock
  readonly changes: Pick<Changes, 'payment'>
  readonly reportBug: ReportBug
}

/** A payment that takes longer than this is being held by its payee or by a node on the way. Milliseconds. */
const HELD_AFTER_MS = 15_000
/** Milliseconds. */
const INTERVAL_MS = 60_000

/**
 * Finds out until when a payment that is still `sending` can settle. It only reads, and it never settles a payment: the
 * response to the attempt does that, or the resolver once the outcome is unknown.
 */
export class HeldWatch {
  readonly #deps: HeldWatchDeps
  readonly #timers = new Map<PaymentHash, () => void>()
  #disposed = false

  constructor(deps: HeldWatchDeps) {
    this.#deps = deps
  }

  began({ paymentHash }: Payment): void {
    this.#schedule(paymentHash, HELD_AFTER_MS)
  }

  ended({ paymentHash }: Payment): void {
    this.#timers.get(paymentHash)?.()
    this.#timers.delete(paymentHash)
  }

  dispose(): void {
    this.#disposed = true
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  #schedule(paymentHash: PaymentHash, ms: number): void {
    const { clock, reportBug } = this.#deps
    this.#timers.get(paymentHash)?.()
    const cancel = clock.after(ms, () => {
      this.#timers.delete(paymentHash)
      background(this.#ask(paymentHash), (error) => {
        reportBug('held-payment', error)
      })
    })
    this.#timers.set(paymentHash, cancel)
  }

  async #ask(paymentHash: PaymentHash): Promise<void> {
    const { store, node, changes } = this.#deps
    const sending = () => {
      const payment = store.payments.get(paymentHash)
      return payment?.state === 'sending' ? payment : undefined
    }
    const asked = sending()
    if (node.ready && node.capabilities.extension && asked !== undefined) {
      const tracked = await node.calls.trackPayment(paymentHash)
      if (this.#disposed) return
      if (tracked.ok && tracked.value.state === 'in-flight') {
        const { latestReturn } = tracked.value
        // The report is about the attempt that was asked about, not about a retry that began meanwhile.
        const written = store.write(() => store.payments.noteHeld(asked, latestReturn))
        if (written.ok && written.value !== undefined) changes.payment(written.value)
      }
    }
    // A retry that began while the node was asked has its own timer.
    if (sending() !== undefined && !this.#timers.has(paymentHash)) this.#schedule(paymentHash, INTERVAL_MS)
  }
}

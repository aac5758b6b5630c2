import { background, type ReportBug } from '../../background'
import type { InvoiceWatch as OpenWatch, SettledInvoice } from '../../node-client/api'
import { backoffDelay, type BackoffBounds } from '../../node-client/backoff'
import type { Store } from '../../store/store'
import type { Clock } from '../../clock'
import type { WalletNode } from '../node'
import type { InvoiceTracker } from './invoice-tracker'

export interface InvoiceWatchDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly tracker: Pick<InvoiceTracker, 'settled' | 'watchChanged'>
  readonly clock: Clock
  /** Returns a uniform number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  readonly reportBug: ReportBug
}

const BOUNDS: BackoffBounds = { floorMs: 1_000, ceilingMs: 60_000 }

/**
 * Receives paid invoices from a node with the extension as soon as they are paid. It has at most one stream, which
 * begins after the last settled invoice that was stored. If the stream ends while the node is connected, it is opened
 * again.
 */
export class InvoiceWatch {
  readonly #deps: InvoiceWatchDeps
  #open: { readonly watch: OpenWatch } | undefined
  #attempts = 0
  #cancelTimer: (() => void) | undefined
  #disposed = false

  constructor(deps: InvoiceWatchDeps) {
    this.#deps = deps
  }

  /**
   * Whether the stream reports every paid invoice, so that no checks are needed. False until there is a cursor, because
   * without one the stream misses an invoice that was paid just before it opened.
   */
  get isComplete(): boolean {
    return this.#open !== undefined && this.#deps.store.invoices.settleCursor() !== undefined
  }

  /** The connection is ready. */
  connected(): void {
    this.#attempts = 0
    this.#start()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
    this.#open?.watch.cancel()
  }

  #start(): void {
    const { node, store } = this.#deps
    if (this.#disposed || this.#open !== undefined || !node.ready || !node.capabilities.extension) return
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const opening: { over: boolean } = { over: false }
    const watch = node.calls.watchInvoices(store.invoices.settleCursor() ?? 0n, {
      paid: (invoice) => {
        if (!opening.over) this.#paid(invoice)
      },
      ended: () => {
        opening.over = true
        this.#ended()
      }
    })
    if (watch === undefined || opening.over) return
    this.#open = { watch }
    this.#deps.tracker.watchChanged()
  }

  /** Stores the invoice before the cursor: after a crash in between, the node reports the invoice again. */
  #paid(settled: SettledInvoice): void {
    const { store, tracker } = this.#deps
    if (this.#disposed || !store.isOpen) return
    const written =
      tracker.settled(settled) &&
      store.write(() => {
        store.invoices.advanceSettleCursor(settled.settleIndex)
      }).ok
    if (written) this.#attempts = 0
    // The disk is full. The next stream begins with this invoice again.
    else this.#open?.watch.cancel()
  }

  #ended(): void {
    this.#open = undefined
    const { node, clock, random, tracker, reportBug } = this.#deps
    if (this.#disposed) return
    // The tracker may call the node at once, so it is told only after the connection has reported its end.
    background(
      Promise.resolve().then(() => {
        if (this.#disposed) return
        tracker.watchChanged()
        if (!node.ready || this.#open !== undefined) return
        this.#attempts += 1
        this.#cancelTimer?.()
        this.#cancelTimer = clock.after(backoffDelay(this.#attempts, BOUNDS, random), () => {
          this.#start()
        })
      }),
      (error) => {
        reportBug('invoice-watch', error)
      }
    )
  }
}

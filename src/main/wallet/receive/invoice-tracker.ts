import type { Millis, PaymentHash } from '../../../shared/domain/ids'
import type { Invoice } from '../../../shared/domain/invoice'
import { fail, ok, type Result } from '../../../shared/result'
import { background, type ReportBug } from '../../background'
import type { SettledInvoice } from '../../node-client/api'
import type { Store } from '../../store/store'
import { CallBudget } from './call-budget'
import type { Changes } from '../changes'
import { isFresh, nextCheckDelay, WATCH_AFTER_EXPIRY_MS } from './check-schedule'
import type { Clock } from '../../clock'
import type { WalletNode } from '../node'

export interface InvoiceTrackerDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly clock: Clock
  readonly changes: Changes
  readonly paid: (invoice: Invoice) => void
  /** The node reports paid invoices by itself. Each invoice is then checked only once, for a payment before that. */
  readonly isWatching: () => boolean
  readonly reportBug: ReportBug
}

/** Concurrent checks. Each lists up to 10,000 invoices at the node. */
const MAX_AT_ONCE = 2
const MAX_PER_MINUTE = 30
/** Calls reserved for fresh invoices, however many old ones are open. */
const RESERVED_FOR_FRESH = 12
/** Shortest delay. Prevents a busy loop, even if the disk is full and an expiry cannot be stored. */
const MIN_TIMER_MS = 500
/** Longest delay. Timers overflow after 24 days, and an invoice may be open for longer. */
const MAX_TIMER_MS = 60 * 60 * 1000

interface Watched {
  readonly invoice: Invoice
  readonly dueAt: Millis
  readonly checks: number
}

/**
 * Finds out which invoices were paid. It checks those that can still be paid, and for a while those that expired: at
 * once when the person may be waiting, otherwise at growing intervals. It does not call the node while disconnected.
 */
export class InvoiceTracker {
  readonly #deps: InvoiceTrackerDeps
  readonly #watched = new Map<PaymentHash, Watched>()
  readonly #asking = new Set<PaymentHash>()
  readonly #budget = new CallBudget(MAX_PER_MINUTE, 60_000)
  #cancelTimer: (() => void) | undefined
  #disposed = false

  constructor(deps: InvoiceTrackerDeps) {
    this.#deps = deps
  }

  /** Takes over the invoices that earlier runs left open. */
  start(): void {
    const { store, clock } = this.#deps
    const now = clock.now()
    for (const invoice of [
      ...store.invoices.open(),
      ...store.invoices.expiredSince(now - WATCH_AFTER_EXPIRY_MS)
    ]) {
      this.#watched.set(invoice.paymentHash, { invoice, dueAt: now, checks: 0 })
    }
    this.#run()
  }

  /** Starts to check a new invoice. */
  watch(invoice: Invoice): void {
    this.#watched.set(invoice.paymentHash, { invoice, dueAt: this.#deps.clock.now(), checks: 0 })
    this.#run()
  }

  /** Makes all open invoices due, latest first: the person looks at them, or the node is back. */
  checkOpen(): void {
    const now = this.#deps.clock.now()
    for (const [hash, watched] of this.#watched) {
      if (watched.invoice.state === 'open') this.#watched.set(hash, { ...watched, dueAt: now, checks: 0 })
    }
    this.#run()
  }

  /** Checks one invoice because the person asked. Not counted in the budget of the background checks. */
  async checkNow(invoice: Invoice): Promise<Result<Invoice, 'not-connected' | 'node-silent'>> {
    const answer = await this.#deps.node.calls.checkInvoice(invoice.invoice)
    if (this.#disposed) return fail('not-connected')
    if (answer.ok)
      return ok(answer.value ? this.#markPaid(invoice, this.#deps.clock.now()) : this.#current(invoice))
    if (answer.error.code === 'no-such-invoice') return ok(this.#current(invoice))
    return fail(answer.error.code === 'not-connected' ? 'not-connected' : 'node-silent')
  }

  /**
   * The node reported that one of its invoices was paid. Returns false if that could not be written. The payment of
   * another invoice with the same payment hash does not pay this one.
   */
  settled({ paymentHash, invoice: paidText, settledAt }: SettledInvoice): boolean {
    const invoice = this.#deps.store.invoices.get(paymentHash)
    if (invoice === undefined || invoice.state === 'paid') return true
    if (invoice.invoice.toLowerCase() !== paidText.toLowerCase()) return true
    const now = this.#deps.clock.now()
    return this.#markPaid(invoice, Math.min(Math.max(settledAt, invoice.createdAt), now)).state === 'paid'
  }

  /** Call it when `isWatching` may have changed. */
  watchChanged(): void {
    this.#run()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
    this.#watched.clear()
  }

  /** Does everything that is due and sets the timer for the next check. */
  #run(): void {
    if (this.#disposed) return
    const now = this.#deps.clock.now()
    this.#expire(now)
    if (this.#deps.node.ready) {
      for (const { invoice } of this.#due(now)) {
        if (this.#asking.size >= MAX_AT_ONCE || !this.#budget.take(now, reserved(invoice, now))) break
        background(this.#check(invoice), (error) => {
          this.#deps.reportBug('invoice-check', error)
        })
      }
    }
    this.#setTimer(now)
  }

  /** Fresh ones first, then the one that has waited longest, so that each of many hundred is checked in turn. */
  #due(now: Millis): Watched[] {
    const rank = ({ invoice }: Watched) => (isFresh(invoice, now) ? 0 : invoice.state === 'open' ? 1 : 2)
    return [...this.#watched.values()]
      .filter((watched) => watched.dueAt <= now && this.#mayAsk(watched))
      .sort(
        (a, b) =>
          Number(rank(a) > 0) - Number(rank(b) > 0) ||
          a.dueAt - b.dueAt ||
          rank(a) - rank(b) ||
          b.invoice.createdAt - a.invoice.createdAt
      )
  }

  /**
   * Frees the slot and sets the next time whatever the client does. A check that throws counts as one without an
   * answer.
   */
  async #check(invoice: Invoice): Promise<void> {
    const { node } = this.#deps
    this.#asking.add(invoice.paymentHash)
    try {
      const answer = await node.calls.checkInvoice(invoice.invoice)
      if (!this.#disposed && answer.ok && answer.value) this.#markPaid(invoice, this.#deps.clock.now())
    } finally {
      this.#asking.delete(invoice.paymentHash)
      if (!this.#disposed) {
        this.#postpone(invoice.paymentHash)
        this.#run()
      }
    }
  }

  #mayAsk({ invoice, checks }: Watched): boolean {
    if (this.#asking.has(invoice.paymentHash)) return false
    return checks === 0 || !this.#deps.isWatching()
  }

  #postpone(paymentHash: PaymentHash): void {
    const watched = this.#watched.get(paymentHash)
    if (watched === undefined) return
    const now = this.#deps.clock.now()
    this.#watched.set(paymentHash, {
      ...watched,
      checks: watched.checks + 1,
      dueAt: now + nextCheckDelay(watched.invoice, now, watched.checks)
    })
  }

  /** Changes that depend on time alone: open invoices expire, and long expired ones are no longer watched. */
  #expire(now: Millis): void {
    const { store, changes } = this.#deps
    for (const [hash, watched] of this.#watched) {
      const { invoice } = watched
      if (invoice.state === 'open' && invoice.expiresAt <= now) {
        const written = store.write(() => store.invoices.moveTo(hash, 'expired', now))
        if (!written.ok || written.value === undefined) continue
        this.#watched.set(hash, { ...watched, invoice: written.value })
        changes.invoice(written.value)
      } else if (invoice.expiresAt + WATCH_AFTER_EXPIRY_MS < now) {
        this.#watched.delete(hash)
      }
    }
  }

  #markPaid(invoice: Invoice, at: Millis): Invoice {
    const { store, changes, paid } = this.#deps
    if (this.#current(invoice).state === 'paid') return this.#current(invoice)
    const written = store.write(() => store.invoices.moveTo(invoice.paymentHash, 'paid', at))
    // If the write fails, the invoice is checked again later.
    if (!written.ok || written.value === undefined) return invoice
    this.#watched.delete(invoice.paymentHash)
    changes.invoice(written.value)
    paid(written.value)
    return written.value
  }

  #current(invoice: Invoice): Invoice {
    return this.#deps.store.invoices.get(invoice.paymentHash) ?? invoice
  }

  #setTimer(now: Millis): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const times = [...this.#watched.values()].flatMap((watched) => [
      ...(this.#deps.node.ready && this.#mayAsk(watched)
        ? [this.#budget.freeAt(watched.dueAt, reserved(watched.invoice, now))]
        : []),
      ...(watched.invoice.state === 'open' ? [watched.invoice.expiresAt] : [])
    ])
    if (times.length === 0) return
    // With two checks under way, the end of one of them triggers the next run.
    const soonest = Math.min(...times)
    if (soonest <= now && this.#asking.size >= MAX_AT_ONCE) return
    const wait = Math.min(Math.max(soonest - now, MIN_TIMER_MS), MAX_TIMER_MS)
    this.#cancelTimer = this.#deps.clock.after(wait, () => {
      this.#run()
    })
  }
}

const reserved = (invoice: Invoice, now: Millis): number => (isFresh(invoice, now) ? 0 : RESERVED_FOR_FRESH)

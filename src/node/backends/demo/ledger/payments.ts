import { decodeInvoice, type DecodedInvoice } from '../../../../shared/bolt11'
import type { Network } from '../../../../shared/domain/network'
import type { Msat } from '../../../../shared/money'
import { NOTHING_SENT } from '../../../../shared/nothing-sent'
import { ok } from '../../../../shared/result'
import type { Changes } from '../changes'
import { NODE_TEXT } from '../../../api/errors'
import { refused, type BackendResult } from '../../../backend'
import type { Channels } from './channels'
import { isExpired, type Invoices } from './invoices'
import { LND_TEXT } from './lnd-errors'
import { endOnBug } from '../../../end-on-bug'

export type PaymentState = 'in-flight' | 'succeeded' | 'failed'

/** This node's payment of one payment hash. */
export interface Payment {
  readonly paymentHash: string
  readonly bolt11: string
  readonly amountMsat: Msat
  /** The payee's public key. */
  readonly payee: string
  readonly state: PaymentState
  /** Number of attempts; a failed payment may be tried again. */
  readonly attempts: number
  /** How often money left for good. More than one would be a double payment. */
  readonly executions: number
  /** Milliseconds since 1970: the first attempt, the latest attempt and the latest outcome. */
  readonly createdAt: number
  readonly attemptedAt: number
  readonly endedAt: number | undefined
  readonly preimage: string | undefined
}

export interface PaymentsParts {
  readonly pubkey: string
  readonly network: Network
  readonly channels: Channels
  readonly invoices: Invoices
  readonly changes: Changes
  readonly now: () => number
  /** Time that a payment is in flight. Milliseconds. */
  readonly flightMs: number
}

/** Pays invoices like LND. A payment that was started continues without its caller. */
export class Payments {
  readonly #parts: PaymentsParts
  readonly #payments = new Map<string, Payment>()
  readonly #timers = new Set<NodeJS.Timeout>()
  /** Outcomes of the payments in flight, by payment hash. */
  readonly #outcomes = new Map<string, Promise<BackendResult<string>>>()
  readonly #held = new Set<(arrives: boolean) => void>()
  #holding = false

  constructor(parts: PaymentsParts) {
    this.#parts = parts
  }

  all(): readonly Payment[] {
    return [...this.#payments.values()]
  }

  byHash(paymentHash: string): Payment | undefined {
    return this.#payments.get(paymentHash)
  }

  /**
   * Resolves with the preimage in hex. `amountMsat` is only for an invoice without an amount. The checks are in LND's
   * order: an expired invoice is refused before a paid one.
   */
  async pay(bolt11: string, amountMsat?: Msat): Promise<BackendResult<string>> {
    const { pubkey, network, now, channels } = this.#parts
    const decoded = decodeInvoice(bolt11)
    if (!decoded.ok) return refused(LND_TEXT.noInvoiceText)
    const invoice = decoded.value
    if (invoice.network !== network) return refused(LND_TEXT.wrongNetwork(network))
    const validUntil = (invoice.timestamp + invoice.expirySeconds) * 1000
    if (now() >= validUntil) return refused(LND_TEXT.expired(new Date(validUntil)))
    const named = invoice.amountMsat !== undefined && invoice.amountMsat > 0n
    if (named && amountMsat !== undefined) return refused(LND_TEXT.amountGiven)
    const amount = named ? invoice.amountMsat : amountMsat
    if (amount === undefined || amount <= 0n) return refused(LND_TEXT.zeroAmount)
    if (invoice.payee === pubkey) return refused(LND_TEXT.selfPayment)
    const earlier = this.#payments.get(invoice.paymentHash)
    if (earlier?.state === 'succeeded') return refused(LND_TEXT.alreadyPaid)
    if (earlier?.state === 'in-flight') return refused(LND_TEXT.inTransition)

    const payment = this.#begin(bolt11, invoice, amount, earlier)
    if (!channels.offer(payment.payee, payment.amountMsat)) return this.#fail(payment)
    this.#set(payment)
    return this.#finishing(payment)
  }

  /**
   * The outcome of a payment that succeeded or is in flight; undefined if there is no such payment. `amountMsat` is
   * only for an invoice without an amount. Fails if the payment had another amount.
   */
  outcomeOf(bolt11: string, amountMsat?: Msat): Promise<BackendResult<string>> | undefined {
    const decoded = decodeInvoice(bolt11)
    if (!decoded.ok) return undefined
    const { paymentHash, amountMsat: named } = decoded.value
    const payment = this.#payments.get(paymentHash)
    const amount = named ?? amountMsat
    if (payment === undefined || amount === undefined) return undefined
    const { preimage } = payment
    if (payment.amountMsat !== amount) {
      return preimage === undefined
        ? undefined
        : Promise.resolve(refused(NOTHING_SENT['other-amount'], 'other-amount'))
    }
    return preimage === undefined ? this.#outcomes.get(paymentHash) : Promise.resolve(ok(preimage))
  }

  /** Payments stay in flight from now on, until they are released. */
  hold(): void {
    this.#holding = true
  }

  /** Lets every held payment succeed or fail; later ones are not held. */
  release(arrives: boolean): void {
    this.#holding = false
    const held = [...this.#held]
    this.#held.clear()
    for (const land of held) land(arrives)
  }

  /** Restores a saved payment. One that was in flight continues, as in LND. */
  restore(payment: Payment): void {
    this.#payments.set(payment.paymentHash, payment)
    if (payment.state === 'in-flight') this.#finishing(payment).catch(endOnBug)
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #begin(bolt11: string, invoice: DecodedInvoice, amountMsat: Msat, earlier: Payment | undefined): Payment {
    return {
      paymentHash: invoice.paymentHash,
      bolt11,
      amountMsat,
      payee: invoice.payee,
      state: 'in-flight',
      attempts: (earlier?.attempts ?? 0) + 1,
      executions: earlier?.executions ?? 0,
      createdAt: earlier?.createdAt ?? this.#parts.now(),
      attemptedAt: this.#parts.now(),
      endedAt: undefined,
      preimage: undefined
    }
  }

  #finishing(payment: Payment): Promise<BackendResult<string>> {
    const { paymentHash } = payment
    const outcome = this.#finish(payment).finally(() => this.#outcomes.delete(paymentHash))
    this.#outcomes.set(paymentHash, outcome)
    return outcome
  }

  async #finish(payment: Payment): Promise<BackendResult<string>> {
    const { channels, invoices, now, pubkey } = this.#parts
    const arrives = await this.#flight()
    const invoice = invoices.byHash(payment.paymentHash)
    // The payee accepts a payment only for an open invoice of its own.
    const taken =
      invoice?.payee === payment.payee && invoice.paid === undefined && !isExpired(invoice, now()) && arrives
    if (!taken) {
      channels.cancel(payment.payee, payment.amountMsat)
      return this.#fail(payment)
    }
    channels.settle(payment.payee, payment.amountMsat)
    invoices.markPaid(payment.paymentHash, { at: now(), amountMsat: payment.amountMsat, payer: pubkey })
    this.#set({
      ...payment,
      state: 'succeeded',
      executions: payment.executions + 1,
      endedAt: now(),
      preimage: invoice.preimage
    })
    return { ok: true, value: invoice.preimage }
  }

  #flight(): Promise<boolean> {
    return new Promise((land) => {
      if (this.#holding) {
        this.#held.add(land)
        return
      }
      if (this.#parts.flightMs === 0) {
        land(true)
        return
      }
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        land(true)
      }, this.#parts.flightMs)
      this.#timers.add(timer)
    })
  }

  #fail(payment: Payment): BackendResult<string> {
    this.#set({ ...payment, state: 'failed', endedAt: this.#parts.now() })
    return refused(NODE_TEXT.failedPayment)
  }

  #set(payment: Payment): void {
    this.#payments.set(payment.paymentHash, payment)
    this.#parts.changes.notify()
  }
}

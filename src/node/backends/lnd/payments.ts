import { setTimeout as delay } from 'node:timers/promises'
import { decodeInvoice } from '../../../shared/bolt11'
import { msat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import {
  refused,
  type BackendFailure,
  type BackendResult,
  type LatestReturn,
  type PaidInvoice,
  type PayTerms,
  type TrackedPayment
} from '../../backend'
import { ChainState, Payment } from './answers'
import { backoffMs } from './backoff'
import { expiryHeightOf, latestReturnAt } from './latest-return'
import type { LndClient } from './lnd-client'
import { nothingSent } from './nothing-sent'
import { isEnded, isSameAttempt, outcomeOf } from './payment-outcome'

/** How long LND looks for a route, in seconds: what the nodes of the field use. */
const ROUTE_SECONDS = 180
/** How long LND may be away before the outcome of a payment that may have left is called unknown. */
const FOLLOW_MS = 170_000
/** Timeout for LND's report on the present state of a payment. */
const LOOK_MS = 30_000
const LEAST_FEE_LIMIT_MSAT = 10_000n

/** The most that a payment may cost on top: 1 % or 10 sats, whichever is more. */
export function defaultFeeLimit(amount: Msat): Msat {
  const percent = amount / 100n
  return msat(percent > LEAST_FEE_LIMIT_MSAT ? percent : LEAST_FEE_LIMIT_MSAT)
}

/** Pays through LND, never the same payment hash twice. */
export class LndPayments {
  readonly #client: LndClient
  readonly #feeLimit: (amount: Msat) => Msat
  /** One attempt per payment hash: a second call joins it. */
  readonly #underWay = new Map<string, Promise<BackendResult<PaidInvoice>>>()

  constructor(client: LndClient, feeLimit: (amount: Msat) => Msat = defaultFeeLimit) {
    this.#client = client
    this.#feeLimit = feeLimit
  }

  /** The most that a payment of this amount may cost on top. */
  feeLimit(amount: Msat): Msat {
    return this.#feeLimit(amount)
  }

  pay({ bolt11, amountMsat, feeLimitMsat }: PayTerms): Promise<BackendResult<PaidInvoice>> {
    const decoded = decodeInvoice(bolt11)
    if (!decoded.ok) {
      return Promise.resolve(refused(`invalid invoice: ${decoded.error.detail ?? decoded.error.code}`))
    }
    const { paymentHash, amountMsat: named } = decoded.value
    const amount = named === undefined || named === 0n ? amountMsat : named
    if (amount === undefined) {
      return Promise.resolve(refused('amount must be specified when paying a zero amount invoice'))
    }
    return this.once(paymentHash, {
      payment_request: bolt11,
      ...(amountMsat === undefined ? {} : { amt_msat: amountMsat.toString() }),
      fee_limit_msat: (feeLimitMsat ?? this.#feeLimit(amount)).toString()
    })
  }

  /** Sends `request` (of SendPaymentV2) unless LND knows this payment hash as paid or under way; then that is the answer. */
  once(paymentHash: string, request: object): Promise<BackendResult<PaidInvoice>> {
    const joined = this.#underWay.get(paymentHash)
    if (joined !== undefined) return joined
    const paying = this.#lookThenSend(paymentHash, request).finally(() => this.#underWay.delete(paymentHash))
    this.#underWay.set(paymentHash, paying)
    return paying
  }

  async track(paymentHash: string): Promise<BackendResult<TrackedPayment>> {
    if (!/^[0-9a-f]{64}$/.test(paymentHash)) return refused('a payment hash has 64 hex digits')
    const found = await this.#lookUp(paymentHash)
    if (!found.ok && found.error.code !== 'not-found') return found
    // A request that arrived is under way before LND lists it. Until then LND reports an earlier attempt.
    const begins = this.#underWay.has(paymentHash)
    if (!found.ok) {
      return ok(
        begins ? { state: 'in-flight', amountMsat: msat(0n), latestReturn: undefined } : { state: 'unknown' }
      )
    }
    const payment = found.value
    const amountMsat = payment.value_msat
    switch (payment.status) {
      case 'SUCCEEDED':
        return ok({
          state: 'succeeded',
          amountMsat,
          preimage: payment.payment_preimage,
          feeMsat: payment.fee_msat
        })
      case 'FAILED':
        return ok(
          begins
            ? { state: 'in-flight', amountMsat, latestReturn: undefined }
            : { state: 'failed', amountMsat, reason: payment.failure_reason }
        )
      default:
        return ok({ state: 'in-flight', amountMsat, latestReturn: await this.#latestReturn(payment) })
    }
  }

  /** Undefined if no HTLC is in flight at this moment, or LND does not report the height of the chain. */
  async #latestReturn(payment: Payment): Promise<LatestReturn | undefined> {
    const expiry = expiryHeightOf(payment)
    if (expiry === undefined) return undefined
    const info = await this.#client.call('lnrpc.Lightning/GetInfo', {}, ChainState)
    return info.ok ? latestReturnAt(expiry, info.value.block_height, Date.now()) : undefined
  }

  async #lookThenSend(paymentHash: string, request: object): Promise<BackendResult<PaidInvoice>> {
    const [known, info] = await Promise.all([
      this.#lookUp(paymentHash),
      this.#client.call('lnrpc.Lightning/GetInfo', {}, ChainState)
    ])
    if (known.ok && known.value.status !== 'FAILED') return this.#follow(paymentHash)
    if (!known.ok && known.error.code !== 'not-found') return nothingSent(known.error)
    // HTLCs offered by a node that is behind expire too early: payees refuse them, or peers close the channel.
    if (info.ok && !info.value.synced_to_chain) return nothingSent({ code: 'behind-chain' })
    const sent = await this.#end('routerrpc.Router/SendPaymentV2', {
      ...request,
      timeout_seconds: ROUTE_SECONDS,
      no_inflight_updates: true
    })
    if (sent.ok) return outcomeOf(sent.value)
    const earlier = known.ok ? known.value : undefined
    switch (sent.error.code) {
      // Another client of this LND was first, or the connection broke after the request may have left.
      case 'already-paid':
      case 'in-transition':
      case 'unreachable':
        return this.#follow(paymentHash, earlier)
      case 'refused':
        return (await this.#hasNoAttempt(paymentHash, earlier)) ? sent : this.#follow(paymentHash, earlier)
      default:
        return nothingSent(sent.error)
    }
  }

  /**
   * Waits for the end of a payment that LND may have begun: for hours if the payee holds it, and while LND restarts. It
   * never sends. The outcome is unknown if LND cannot be reached for a long time or has no such payment. `earlier` is
   * the failed attempt before this one; while LND still reports that one, the report proves nothing about this one.
   */
  async #follow(paymentHash: string, earlier?: Payment): Promise<BackendResult<PaidInvoice>> {
    let lastSeenAt = Date.now()
    let missing = 0
    for (let attempt = 0; ; attempt += 1) {
      const payment = await this.#end('routerrpc.Router/TrackPaymentV2', trackRequest(paymentHash), () => {
        lastSeenAt = Date.now()
      })
      const isEarlier = payment.ok && isSameAttempt(payment.value, earlier)
      if (payment.ok && !isEarlier) return outcomeOf(payment.value)
      if (payment.ok || payment.error.code === 'not-found') missing += 1
      // LND may be about to write it down; that it knows nothing is no proof for a request that it was sent.
      if (Date.now() - lastSeenAt >= FOLLOW_MS || missing > 3) {
        const reason = payment.ok ? 'LND has no such attempt' : (payment.error.detail ?? payment.error.code)
        return refused(`the payment may have left: ${reason}`, 'unreachable')
      }
      await delay(backoffMs(Math.min(attempt, 3)), undefined, { ref: false })
    }
  }

  /** LND also fails a call with words of its own while the payment goes on, such as when it shuts down. */
  async #hasNoAttempt(paymentHash: string, earlier: Payment | undefined): Promise<boolean> {
    const now = await this.#lookUp(paymentHash)
    return now.ok ? isSameAttempt(now.value, earlier) : now.error.code === 'not-found'
  }

  /** The payment as LND knows it now. */
  #lookUp(paymentHash: string): Promise<BackendResult<Payment>> {
    return new Promise((resolve) => {
      const cancel = this.#client.stream(
        'routerrpc.Router/TrackPaymentV2',
        trackRequest(paymentHash),
        Payment,
        {
          onData: (payment) => {
            resolve(ok(payment))
            cancel()
          },
          onEnd: (failure) => resolve(endedEarly(failure))
        },
        LOOK_MS
      )
    })
  }

  /** How the payment ended. No deadline: a payee may hold a payment for days. */
  #end(
    method: 'routerrpc.Router/SendPaymentV2' | 'routerrpc.Router/TrackPaymentV2',
    request: object,
    onUpdate?: () => void
  ): Promise<BackendResult<Payment>> {
    return new Promise((resolve) => {
      const cancel = this.#client.stream(method, request, Payment, {
        onData: (payment) => {
          onUpdate?.()
          if (!isEnded(payment)) return
          resolve(ok(payment))
          cancel()
        },
        onEnd: (failure) => resolve(endedEarly(failure))
      })
    })
  }
}

function trackRequest(paymentHash: string): object {
  return { payment_hash: Buffer.from(paymentHash, 'hex'), no_inflight_updates: false }
}

function endedEarly(failure: BackendFailure | undefined): BackendResult<never> {
  return { ok: false, error: failure ?? { code: 'unreachable', detail: 'LND ended the call' } }
}

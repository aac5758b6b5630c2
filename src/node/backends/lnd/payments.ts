import { decodeInvoice } from '../../../shared/bolt11'
import { msat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import {
  refused,
  type BackendResult,
  type LatestReturn,
  type PaidInvoice,
  type PayTerms,
  type TrackedPayment
} from '../../backend'
import { ChainState, OwnState, type Payment } from './answers'
import { expiryHeightOf, latestReturnAt } from './latest-return'
import type { LndClient } from './lnd-client'
import { nothingSent } from './nothing-sent'
import { isSameAttempt, OTHER_PAYMENT, outcomeOf, succeededAtOf } from './payment-outcome'
import { followPayment, hasNoAttempt, lookUpPayment, sendPayment } from './payment-streams'

/** Timeout for LND's search for a route, in seconds, as in the original nodes. */
const ROUTE_SECONDS = 180
const LEAST_FEE_LIMIT_MSAT = 10_000n

/** The default largest fee: 1 % or 10 sats, whichever is more. */
export function defaultFeeLimit(amount: Msat): Msat {
  const percent = amount / 100n
  return msat(percent > LEAST_FEE_LIMIT_MSAT ? percent : LEAST_FEE_LIMIT_MSAT)
}

/** One payment to make. */
interface Order {
  /** 64 hex digits. */
  readonly paymentHash: string
  /** The amount that the payee receives. */
  readonly amountMsat: Msat
  /** The request of SendPaymentV2. */
  readonly request: object
}

interface UnderWay {
  readonly amountMsat: Msat
  readonly outcome: Promise<BackendResult<PaidInvoice>>
}

/** Pays through LND, never the same payment hash twice. */
export class LndPayments {
  readonly #client: LndClient
  readonly #pubkey: string
  readonly #feeLimit: (amount: Msat) => Msat
  /** The attempts under way, one per payment hash. A second call for the same amount joins the first. */
  readonly #underWay = new Map<string, UnderWay>()
  /** Payment hashes whose latest request may have left although LND does not show it, with the failed attempt before it.
   * While LND reports that attempt, the report proves nothing about the latest request.
   */
  readonly #mayHaveLeft = new Map<string, Payment>()

  /** `pubkey`: of the LND that this node serves, in hex. */
  constructor(
    client: LndClient,
    { pubkey, feeLimit }: { readonly pubkey: string; readonly feeLimit?: (amount: Msat) => Msat }
  ) {
    this.#client = client
    this.#pubkey = pubkey
    this.#feeLimit = feeLimit ?? defaultFeeLimit
  }

  /** The largest fee of a payment of this amount. */
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
    return this.once({
      paymentHash,
      amountMsat: amount,
      request: {
        payment_request: bolt11,
        ...(amountMsat === undefined ? {} : { amt_msat: amountMsat.toString() }),
        fee_limit_msat: (feeLimitMsat ?? this.#feeLimit(amount)).toString()
      }
    })
  }

  /** Sends the order, unless LND knows its payment hash as paid or under way; that is then the result. */
  once(order: Order): Promise<BackendResult<PaidInvoice>> {
    const { paymentHash, amountMsat } = order
    const joined = this.#underWay.get(paymentHash)
    if (joined !== undefined) {
      return joined.amountMsat === amountMsat ? joined.outcome : Promise.resolve(OTHER_PAYMENT.underWay)
    }
    const outcome = this.#lookThenSend(order).finally(() => this.#underWay.delete(paymentHash))
    this.#underWay.set(paymentHash, { amountMsat, outcome })
    return outcome
  }

  async track(paymentHash: string): Promise<BackendResult<TrackedPayment>> {
    if (!/^[0-9a-f]{64}$/.test(paymentHash)) return refused('a payment hash has 64 hex digits')
    const wasUnderWay = this.#underWay.has(paymentHash)
    const found = await lookUpPayment(this.#client, paymentHash)
    if (!found.ok && found.error.code !== 'not-found') return found
    // LND lists a request some time after it arrived. Until then it reports an earlier attempt.
    const begins = wasUnderWay || this.#underWay.has(paymentHash)
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
          feeMsat: payment.fee_msat,
          succeededAt: succeededAtOf(payment)
        })
      case 'FAILED':
        if (begins) return ok({ state: 'in-flight', amountMsat, latestReturn: undefined })
        if (isSameAttempt(payment, this.#mayHaveLeft.get(paymentHash))) return ok({ state: 'unknown' })
        return ok({ state: 'failed', amountMsat, reason: payment.failure_reason })
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

  async #lookThenSend(order: Order): Promise<BackendResult<PaidInvoice>> {
    const { paymentHash, amountMsat, request } = order
    const [known, info] = await Promise.all([
      lookUpPayment(this.#client, paymentHash),
      this.#client.call('lnrpc.Lightning/GetInfo', {}, OwnState)
    ])
    if (known.ok && known.value.status !== 'FAILED') {
      const isOther = known.value.status !== 'SUCCEEDED' && known.value.value_msat !== amountMsat
      return isOther ? OTHER_PAYMENT.underWay : this.#follow(order)
    }
    if (!known.ok && known.error.code !== 'not-found') return nothingSent(known.error)
    // The access files may now belong to another LND, which does not know the payments of this one.
    if (info.ok && info.value.identity_pubkey !== this.#pubkey) return nothingSent({ code: 'unreachable' })
    // HTLCs of a node behind the chain expire too early: payees refuse them, or peers close the channel.
    if (info.ok && !info.value.synced_to_chain) return nothingSent({ code: 'behind-chain' })
    const sent = await sendPayment(this.#client, {
      ...request,
      timeout_seconds: ROUTE_SECONDS,
      no_inflight_updates: true
    })
    if (sent.ok) {
      this.#mayHaveLeft.delete(paymentHash)
      return outcomeOf(sent.value, order)
    }
    const earlier = known.ok ? known.value : undefined
    switch (sent.error.code) {
      // Another client of this LND paid first, or the connection broke after the request may have left.
      case 'already-paid':
      case 'in-transition':
      case 'unreachable':
      case 'certificate-changed':
        return this.#follow(order, earlier)
      // LND refuses every call in these states.
      case 'locked':
      case 'starting':
        return nothingSent(sent.error)
      default: {
        const isRefused = await hasNoAttempt(this.#client, paymentHash, earlier)
        return isRefused ? nothingSent(sent.error) : this.#follow(order, earlier)
      }
    }
  }

  /** `earlier`: the failed attempt that LND knew before the order was sent. */
  async #follow(order: Order, earlier?: Payment): Promise<BackendResult<PaidInvoice>> {
    const { paymentHash } = order
    const end = await followPayment(this.#client, paymentHash, earlier)
    if (end.ok || earlier === undefined) this.#mayHaveLeft.delete(paymentHash)
    else this.#mayHaveLeft.set(paymentHash, earlier)
    return end.ok ? outcomeOf(end.value, order) : end
  }
}

import { setTimeout as delay } from 'node:timers/promises'
import { sha256 } from '@noble/hashes/sha2.js'
import { decodeInvoice } from '../../../shared/bolt11'
import { msat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import {
  refused,
  type BackendResult,
  type PaidInvoice,
  type PayTerms,
  type TrackedPayment
} from '../../backend'
import { Payment } from './answers'
import { backoffMs } from './backoff'
import type { LndClient } from './lnd-client'

/** How long LND looks for a route, in seconds: what the nodes of the field use. */
const ROUTE_SECONDS = 180
/** How long an interrupted payment is asked after before its outcome is called unknown. */
const FOLLOW_MS = 170_000
/** How long LND may take to say what it knows of a payment now. */
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
    const payment = await this.#lookUp(paymentHash, false)
    if (!payment.ok) return payment.error.code === 'not-found' ? ok({ state: 'unknown' }) : payment
    return ok(trackedOf(payment.value))
  }

  async #lookThenSend(paymentHash: string, request: object): Promise<BackendResult<PaidInvoice>> {
    const known = await this.#lookUp(paymentHash, false)
    if (known.ok && known.value.status !== 'FAILED') return this.#follow(paymentHash)
    if (!known.ok && known.error.code !== 'not-found') return known
    const sent = await this.#end('routerrpc.Router/SendPaymentV2', {
      ...request,
      timeout_seconds: ROUTE_SECONDS,
      no_inflight_updates: true
    })
    if (sent.ok) return outcomeOf(sent.value)
    switch (sent.error.code) {
      // Another client of this LND was first, or the connection broke after the request may have left.
      case 'already-paid':
      case 'in-transition':
      case 'unreachable':
        return this.#follow(paymentHash)
      default:
        return sent
    }
  }

  /** Waits for the end of a payment that LND may have begun, also while LND restarts. It never sends. */
  async #follow(paymentHash: string): Promise<BackendResult<PaidInvoice>> {
    const until = Date.now() + FOLLOW_MS
    for (let attempt = 0; ; attempt += 1) {
      const payment = await this.#lookUp(paymentHash, true)
      if (payment.ok) return outcomeOf(payment.value)
      const unclear = refused(
        `the payment may have left: ${payment.error.detail ?? payment.error.code}`,
        'unreachable'
      )
      // LND may be about to write it down; that it knows nothing is no proof for a request that it was sent.
      if (Date.now() >= until || (payment.error.code === 'not-found' && attempt > 2)) return unclear
      await delay(backoffMs(Math.min(attempt, 3)), undefined, { ref: false })
    }
  }

  /** The payment as LND knows it now, or with `toTheEnd` how it ended. */
  #lookUp(paymentHash: string, toTheEnd: boolean): Promise<BackendResult<Payment>> {
    return this.#end(
      'routerrpc.Router/TrackPaymentV2',
      { payment_hash: Buffer.from(paymentHash, 'hex'), no_inflight_updates: toTheEnd },
      !toTheEnd
    )
  }

  #end(
    method: 'routerrpc.Router/SendPaymentV2' | 'routerrpc.Router/TrackPaymentV2',
    request: object,
    firstUpdate = false
  ): Promise<BackendResult<Payment>> {
    return new Promise((resolve) => {
      const cancel = this.#client.stream(
        method,
        request,
        Payment,
        {
          onData: (payment) => {
            if (!firstUpdate && !isEnded(payment)) return
            resolve(ok(payment))
            cancel()
          },
          onEnd: (failure) => {
            resolve({ ok: false, error: failure ?? { code: 'unreachable', detail: 'LND ended the call' } })
          }
        },
        firstUpdate ? LOOK_MS : undefined
      )
    })
  }
}

function isEnded({ status }: Payment): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED'
}

function outcomeOf(payment: Payment): BackendResult<PaidInvoice> {
  if (payment.status === 'FAILED') {
    return refused(`${NODE_TEXT.failedPayment}: ${payment.failure_reason}`, 'payment-failed')
  }
  const hash = Buffer.from(sha256(Buffer.from(payment.payment_preimage, 'hex'))).toString('hex')
  if (hash !== payment.payment_hash) {
    return refused('LND says that the payment succeeded, but its preimage does not fit', 'unreachable')
  }
  return ok({ preimage: payment.payment_preimage, feeMsat: payment.fee_msat })
}

function trackedOf(payment: Payment): TrackedPayment {
  const amountMsat = payment.value_msat
  switch (payment.status) {
    case 'SUCCEEDED':
      return { state: 'succeeded', amountMsat, preimage: payment.payment_preimage, feeMsat: payment.fee_msat }
    case 'FAILED':
      return { state: 'failed', amountMsat, reason: payment.failure_reason }
    default:
      return { state: 'in-flight', amountMsat }
  }
}

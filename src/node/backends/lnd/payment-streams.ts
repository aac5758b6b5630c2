import { setTimeout as delay } from 'node:timers/promises'
import { ok } from '../../../shared/result'
import { refused, type BackendFailure, type BackendResult } from '../../backend'
import { Payment } from './answers'
import { backoffMs } from './backoff'
import type { LndClient } from './lnd-client'
import { isEnded, isSameAttempt } from './payment-outcome'

/** LND may be unreachable for this time before the outcome of a payment that may have left is unknown. Milliseconds. */
const FOLLOW_MS = 170_000
/** Timeout for LND's report on the current state of a payment. Milliseconds. */
const LOOK_MS = 30_000

/** Looks up LND's current state of a payment. */
export function lookUpPayment(client: LndClient, paymentHash: string): Promise<BackendResult<Payment>> {
  return new Promise((resolve) => {
    const cancel = client.stream(
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

/** Sends a payment and waits for its end. No deadline: a payee may hold a payment for days. */
export function sendPayment(client: LndClient, request: object): Promise<BackendResult<Payment>> {
  return endOf(client, 'routerrpc.Router/SendPaymentV2', request)
}

/**
 * Waits for the end of a payment that LND may have begun: for hours if the payee holds it, and while LND restarts. It
 * never sends. The outcome is unknown if LND cannot be reached for a long time or has no such payment. `earlier` is the
 * failed attempt before this one; while LND still reports that one, the report proves nothing about this one.
 */
export async function followPayment(
  client: LndClient,
  paymentHash: string,
  earlier: Payment | undefined
): Promise<BackendResult<Payment>> {
  let lastSeenAt = Date.now()
  let missing = 0
  for (let attempt = 0; ; attempt += 1) {
    let answered = false
    const payment = await endOf(
      client,
      'routerrpc.Router/TrackPaymentV2',
      trackRequest(paymentHash),
      () => (answered = true)
    )
    // A stream that has answered was alive until now, even if nothing changed for hours.
    if (answered) lastSeenAt = Date.now()
    if (payment.ok && !isSameAttempt(payment.value, earlier)) return payment
    if (payment.ok || payment.error.code === 'not-found') missing += 1
    // LND may be about to record the payment, so "unknown" does not prove that a sent request did not arrive.
    if (Date.now() - lastSeenAt >= FOLLOW_MS || missing > 3) {
      const reason = payment.ok ? 'LND has no such attempt' : (payment.error.detail ?? payment.error.code)
      return refused(`the payment may have left: ${reason}`, 'unreachable')
    }
    await delay(backoffMs(Math.min(attempt, 3)), undefined, { ref: false })
  }
}

/**
 * Whether LND has begun no attempt after `earlier`. LND may fail a call although the payment continues, for example
 * when it shuts down.
 */
export async function hasNoAttempt(
  client: LndClient,
  paymentHash: string,
  earlier: Payment | undefined
): Promise<boolean> {
  const now = await lookUpPayment(client, paymentHash)
  return now.ok ? isSameAttempt(now.value, earlier) : now.error.code === 'not-found'
}

function endOf(
  client: LndClient,
  method: 'routerrpc.Router/SendPaymentV2' | 'routerrpc.Router/TrackPaymentV2',
  request: object,
  onUpdate?: () => void
): Promise<BackendResult<Payment>> {
  return new Promise((resolve) => {
    const cancel = client.stream(method, request, Payment, {
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

function trackRequest(paymentHash: string): object {
  return { payment_hash: Buffer.from(paymentHash, 'hex'), no_inflight_updates: false }
}

function endedEarly(failure: BackendFailure | undefined): BackendResult<never> {
  return { ok: false, error: failure ?? { code: 'unreachable', detail: 'LND ended the call' } }
}

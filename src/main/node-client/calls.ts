import type { PaymentHash } from '../../shared/domain/ids'
import type { Msat, Sat } from '../../shared/money'
import { fail, type Result } from '../../shared/result'
import type {
  ImpNode,
  NodeFailureCode,
  NodeInfo,
  NodeStatus,
  PayAnswer,
  PayOrder,
  SendAnswer,
  SendRequest,
  SettledPayments,
  TrackedPayment
} from './api'
import { NO_SUCH_INVOICE, nodeFailure, payFailure, sendFailure } from './status-mapping'
import {
  readInvoice,
  readPaid,
  readPreimage,
  readSentId,
  readSettledPayments,
  readSpendable,
  readStatus
} from './decode/responses'
import {
  readFee,
  readFeeText,
  readNodeInfo,
  readPaidOnTerms,
  readTrackedPayment
} from './decode/extension-responses'
import type { Deadlines } from './deadlines'
import type { MethodName, Requests } from './methods'
import type { CallOutcome, Transport } from './transport'

/** The response is unreadable, so it proves nothing about the money. */
const UNREADABLE = { kind: 'unknown', code: 'answer-unreadable', text: '', said: 'connection' } as const

/** In requests of the extension, 0 means the node's own limit, so a limit of nothing is sent as 1 msat. */
const limitText = (limit: Msat | undefined): string =>
  limit === undefined ? '0' : (limit > 0n ? limit : 1n).toString()

/** In requests of the extension, 0 means the invoice's own amount. */
const amountText = (amountMsat: Msat | undefined): string => (amountMsat ?? 0n).toString()

/** The calls of a node, over whichever transport is ready at that moment. */
export class Calls implements Omit<ImpNode, 'identify' | 'watchInvoices'> {
  readonly #ready: () => Transport | undefined
  readonly #deadlines: Deadlines
  readonly #isExtended: () => boolean
  readonly #watch: (outcome: CallOutcome) => void

  /**
   * `ready`: the transport while the connection is ready. `isExtended`: its node has the extension. `watch` sees how every
   * call ended.
   */
  constructor(
    ready: () => Transport | undefined,
    isExtended: () => boolean,
    deadlines: Deadlines,
    watch: (outcome: CallOutcome) => void
  ) {
    this.#ready = ready
    this.#isExtended = isExtended
    this.#deadlines = deadlines
    this.#watch = watch
  }

  generateInvoice(amountSat: Sat, memo: string): Promise<Result<string, NodeFailureCode>> {
    const request: Requests['GenerateInvoice'] = { amount: amountSat.toString(), memo }
    return this.#ask('GenerateInvoice', request, this.#deadlines.generateInvoice, readInvoice)
  }

  async checkInvoice(invoice: string): Promise<Result<boolean, NodeFailureCode | 'no-such-invoice'>> {
    const result = await this.#ask('CheckInvoice', { invoice }, this.#deadlines.checkInvoice, readPaid)
    const unknown =
      !result.ok && result.error.code === 'refused-by-node' && result.error.detail === NO_SUCH_INVOICE
    return unknown ? fail('no-such-invoice') : result
  }

  async payInvoice(order: PayOrder): Promise<PayAnswer> {
    if (this.#isExtended()) return this.#payOnTerms(order)
    const { invoice, amountMsat } = order
    // The seed's request has no field for an amount: the node could only refuse.
    if (amountMsat !== undefined) return { kind: 'not-sent' }
    const outcome = await this.#call('PayInvoice', { invoice }, this.#deadlines.payInvoice)
    if (outcome === undefined) return { kind: 'not-sent' }
    if (outcome.kind === 'failed') return payFailure(outcome)
    const preimage = readPreimage(outcome.message)
    if (!preimage.ok) return UNREADABLE
    return { kind: 'paid', preimage: preimage.value, feeMsat: readFeeText(outcome.feeText) }
  }

  async sendMessage({ to, data, amountSat, replyToId }: SendRequest): Promise<SendAnswer> {
    const request: Requests['SendMessage'] = {
      msg: data,
      pubkey: to,
      amount: amountSat.toString(),
      reply_to_id: replyToId
    }
    const outcome = await this.#call('SendMessage', request, this.#deadlines.sendMessage)
    if (outcome === undefined) return { kind: 'not-sent' }
    if (outcome.kind === 'failed') return sendFailure(outcome, amountSat)
    const id = readSentId(outcome.message)
    return id.ok ? { kind: 'sent', id: id.value } : UNREADABLE
  }

  getSpendable(): Promise<Result<Sat | undefined, NodeFailureCode>> {
    return this.#ask('GetChannels', {}, this.#deadlines.getSpendable, readSpendable)
  }

  listSettledPayments(): Promise<Result<SettledPayments, NodeFailureCode>> {
    return this.#ask('ListPayments', {}, this.#deadlines.listPayments, readSettledPayments)
  }

  status(): Promise<Result<NodeStatus, NodeFailureCode>> {
    return this.#ask('Status', {}, this.#deadlines.status, readStatus)
  }

  getInfo(): Promise<Result<NodeInfo, NodeFailureCode>> {
    return this.#ask('GetInfo', {}, this.#deadlines.getInfo, readNodeInfo)
  }

  trackPayment(paymentHash: PaymentHash): Promise<Result<TrackedPayment, NodeFailureCode>> {
    const request: Requests['TrackPayment'] = { payment_hash: paymentHash }
    return this.#ask('TrackPayment', request, this.#deadlines.trackPayment, readTrackedPayment)
  }

  estimateFee({
    invoice,
    amountMsat
  }: Omit<PayOrder, 'feeLimitMsat'>): Promise<Result<Msat, NodeFailureCode>> {
    const request: Requests['EstimateFee'] = { invoice, amount_msat: amountText(amountMsat) }
    return this.#ask('EstimateFee', request, this.#deadlines.estimateFee, readFee)
  }

  async #payOnTerms({ invoice, amountMsat, feeLimitMsat }: PayOrder): Promise<PayAnswer> {
    const request: Requests['PayOnTerms'] = {
      invoice,
      amount_msat: amountText(amountMsat),
      fee_limit_msat: limitText(feeLimitMsat)
    }
    const outcome = await this.#call('PayOnTerms', request, this.#deadlines.payInvoice)
    if (outcome === undefined) return { kind: 'not-sent' }
    if (outcome.kind === 'failed') return payFailure(outcome)
    const paid = readPaidOnTerms(outcome.message)
    return paid.ok ? { kind: 'paid', ...paid.value } : UNREADABLE
  }

  async #ask<Name extends MethodName, T>(
    method: Name,
    request: Requests[Name],
    deadlineMs: number,
    read: (message: unknown) => Result<T, 'bad-response'>
  ): Promise<Result<T, NodeFailureCode>> {
    const outcome = await this.#call(method, request, deadlineMs)
    if (outcome === undefined) return fail('not-connected')
    return outcome.kind === 'answered' ? read(outcome.message) : { ok: false, error: nodeFailure(outcome) }
  }

  async #call<Name extends MethodName>(
    method: Name,
    request: Requests[Name],
    deadlineMs: number
  ): Promise<CallOutcome | undefined> {
    const outcome = await this.#ready()?.call(method, request, deadlineMs)
    if (outcome !== undefined) this.#watch(outcome)
    return outcome
  }
}

import type { PaymentHash } from '../../shared/domain/ids'
import type { MessageProgress } from '../../shared/domain/outgoing'
import type { Msat, Sat } from '../../shared/money'
import { fail, type Result } from '../../shared/result'
import type {
  ImpNode,
  InvoiceWatch,
  InvoiceWatcher,
  MessagePayment,
  NodeFailureCode,
  NodeInfo,
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
  readMessageProgress,
  readNodeInfo,
  readPaidOnTerms,
  readSettledInvoice,
  readTrackedPayment
} from './decode/extension-responses'
import { DEADLINES, type Deadlines } from './deadlines'
import type { MethodName, Requests } from './methods'
import {
  DRAFT,
  FEE_LIMIT,
  type CallMetadata,
  type CallOutcome,
  type Transport,
  type WatchHandlers
} from './transport'

/** The response is unreadable, so it proves nothing about the money. */
const UNREADABLE = { kind: 'unknown', code: 'answer-unreadable', text: '', said: 'connection' } as const

/** In requests of the extension, 0 means the node's own limit, so a limit of nothing is sent as 1 msat. */
const limitText = (limit: Msat | undefined): string =>
  limit === undefined ? '0' : (limit > 0n ? limit : 1n).toString()

/** In requests of the extension, 0 means the invoice's own amount. */
const amountText = (amountMsat: Msat | undefined): string => (amountMsat ?? 0n).toString()

/** What the calls need from the connection at the moment of a call. */
export interface CallLink {
  /** Undefined while the connection is not ready. */
  transport(): Transport | undefined
  /** The node has the extension. */
  isExtended(): boolean
  /** The node reported its status when the connection was made, so it can report it again. */
  reportsStatus(): boolean
  /** Opens a stream of settled invoices; undefined while the connection is not ready. */
  watchInvoices(since: bigint, handlers: WatchHandlers): InvoiceWatch | undefined
  /** Called with the outcome of each call. */
  ended(outcome: CallOutcome): void
}

/** A link without a connection. */
export const NO_LINK: CallLink = {
  transport: () => undefined,
  isExtended: () => false,
  reportsStatus: () => false,
  watchInvoices: () => undefined,
  ended: () => undefined
}

/** The calls of a node to which there is no connection: nothing is sent. */
export const noCalls = (): ImpNode => new Calls(NO_LINK, DEADLINES)

/** The calls of a node, over whichever transport is ready at that moment. */
export class Calls implements ImpNode {
  readonly #link: CallLink
  readonly #deadlines: Deadlines

  constructor(link: CallLink, deadlines: Deadlines) {
    this.#link = link
    this.#deadlines = deadlines
  }

  get identify(): ImpNode['identify'] {
    if (!this.#link.reportsStatus()) return undefined
    return () => this.#ask('Status', {}, this.#deadlines.status, readStatus)
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
    if (this.#link.isExtended()) return this.#payOnTerms(order)
    const { invoice, amountMsat } = order
    // The request of the original API has no field for an amount, so the node could only refuse.
    if (amountMsat !== undefined) return { kind: 'not-sent' }
    const outcome = await this.#call('PayInvoice', { invoice }, this.#deadlines.payInvoice)
    if (outcome === undefined) return { kind: 'not-sent' }
    if (outcome.kind === 'failed') return payFailure(outcome)
    const preimage = readPreimage(outcome.message)
    if (!preimage.ok) return UNREADABLE
    return { kind: 'paid', preimage: preimage.value, feeMsat: readFeeText(outcome.feeText) }
  }

  async sendMessage(message: SendRequest): Promise<SendAnswer> {
    const { to, data, amountSat, replyToId, draft, feeLimitMsat } = message
    const request: Requests['SendMessage'] = {
      msg: data,
      pubkey: to,
      amount: amountSat.toString(),
      reply_to_id: replyToId
    }
    const isExtended = this.#link.isExtended()
    const limit = feeLimitMsat === undefined ? {} : { [FEE_LIMIT]: feeLimitMsat.toString() }
    const metadata = isExtended ? { [DRAFT]: draft, ...limit } : {}
    const outcome = await this.#call('SendMessage', request, this.#deadlines.sendMessage, metadata)
    if (outcome === undefined) return { kind: 'not-sent' }
    if (outcome.kind === 'failed') return sendFailure(outcome, amountSat, isExtended)
    const id = readSentId(outcome.message)
    return id.ok ? { kind: 'sent', id: id.value, feeMsat: readFeeText(outcome.feeText) } : UNREADABLE
  }

  getSpendable(): Promise<Result<Sat | undefined, NodeFailureCode>> {
    return this.#ask('GetChannels', {}, this.#deadlines.getSpendable, readSpendable)
  }

  listSettledPayments(): Promise<Result<SettledPayments, NodeFailureCode>> {
    return this.#ask('ListPayments', {}, this.#deadlines.listPayments, readSettledPayments)
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

  estimateMessageFee({ to, amountMsat }: MessagePayment): Promise<Result<Msat, NodeFailureCode>> {
    const request: Requests['EstimateFee'] = {
      recipient: to,
      recipient_amount_msat: amountText(amountMsat)
    }
    return this.#ask('EstimateFee', request, this.#deadlines.estimateFee, readFee)
  }

  trackMessage(draft: string): Promise<Result<MessageProgress | undefined, NodeFailureCode>> {
    return this.#ask('TrackMessage', { draft }, this.#deadlines.trackMessage, readMessageProgress)
  }

  watchInvoices(since: bigint, watcher: InvoiceWatcher): InvoiceWatch | undefined {
    if (!this.#link.isExtended()) return undefined
    return this.#link.watchInvoices(since, {
      message: (message) => {
        const invoice = readSettledInvoice(message)
        if (invoice.ok) watcher.paid(invoice.value)
      },
      ended: () => watcher.ended()
    })
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
    deadlineMs: number,
    metadata: CallMetadata = {}
  ): Promise<CallOutcome | undefined> {
    const outcome = await this.#link.transport()?.call(method, request, deadlineMs, metadata)
    if (outcome !== undefined) this.#link.ended(outcome)
    return outcome
  }
}

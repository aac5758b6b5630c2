import type { Sat } from '../../shared/money'
import { fail, type Result } from '../../shared/result'
import type {
  ImpNode,
  NodeFailureCode,
  NodeStatus,
  PayAnswer,
  SendAnswer,
  SendRequest,
  SettledPayments
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
import type { Deadlines } from './deadlines'
import type { MethodName, Requests } from './methods'
import type { CallOutcome, Transport } from './transport'

/** The calls of a node, over the transport that is ready at the time of the call. */
export class Calls implements Omit<ImpNode, 'identify'> {
  readonly #ready: () => Transport | undefined
  readonly #deadlines: Deadlines
  readonly #watch: (outcome: CallOutcome) => void

  /** `ready`: the transport while the connection is ready. `watch` is called with the outcome of every call. */
  constructor(
    ready: () => Transport | undefined,
    deadlines: Deadlines,
    watch: (outcome: CallOutcome) => void
  ) {
    this.#ready = ready
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

  async payInvoice(invoice: string): Promise<PayAnswer> {
    const outcome = await this.#call('PayInvoice', { invoice }, this.#deadlines.payInvoice)
    if (outcome === undefined) return { kind: 'not-sent' }
    if (outcome.kind === 'failed') return payFailure(outcome)
    const preimage = readPreimage(outcome.message)
    if (preimage.ok) return { kind: 'paid', preimage: preimage.value }
    return { kind: 'unknown', code: 'answer-unreadable', text: '', said: 'connection' }
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
    if (id.ok) return { kind: 'sent', id: id.value }
    return { kind: 'unknown', code: 'answer-unreadable', text: '', said: 'connection' }
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

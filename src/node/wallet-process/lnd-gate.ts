import { status } from '@grpc/grpc-js'
import { NOTHING_SENT } from '../../shared/nothing-sent'
import { statusOf } from '../api/errors'
import type { Interceptor, Reply } from '../api/dispatcher'
import { callStatus } from '../call-status'
import type { BackendFailure } from '../backend'

/** How long the first calls wait for LND's first answer, in milliseconds. Less than the wallet waits for a call. */
const FIRST_ANSWER_MS = 2_000

/**
 * Refuses every call until LND has proved that it is the one that was paired. The error contains the reason, as a text
 * that proves to the wallet that nothing was sent (`NOTHING_SENT`). The wallet calls as soon as the node listens, so
 * calls wait for LND's first answer: a refusal would cost the wallet a backoff.
 */
export class LndGate implements Interceptor {
  #closedBy: BackendFailure | undefined = { code: 'starting' }
  readonly #firstAnswer: Promise<void>
  #answered: () => void = () => undefined

  constructor() {
    this.#firstAnswer = new Promise((resolve) => {
      const timer = setTimeout(resolve, FIRST_ANSWER_MS)
      this.#answered = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  get isOpen(): boolean {
    return this.#closedBy === undefined
  }

  open(): void {
    this.#closedBy = undefined
    this.#answered()
  }

  close(failure: BackendFailure): void {
    this.#closedBy = failure
    this.#answered()
  }

  /** Lets no call wait any more. */
  dispose(): void {
    this.#answered()
  }

  async intercept(_call: unknown, next: () => Promise<Reply>): Promise<Reply> {
    await this.#firstAnswer
    if (this.#closedBy === undefined) return next()
    const { code } = this.#closedBy
    const text = Object.entries(NOTHING_SENT).find(([one]) => one === code)?.[1]
    return {
      kind: 'status',
      status: text === undefined ? statusOf(this.#closedBy) : callStatus(text, status.UNAVAILABLE)
    }
  }
}

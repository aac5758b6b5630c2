import { status } from '@grpc/grpc-js'
import { NOTHING_SENT, statusOf } from '../api/errors'
import type { Interceptor, Reply } from '../api/dispatcher'
import { callStatus } from '../api/outcome'
import type { BackendFailure } from '../backend'

/**
 * Refuses every call until LND has proved that it is the one that was paired. The error contains the reason, as a text
 * that proves to the wallet that nothing was sent (`NOTHING_SENT`).
 */
export class LndGate implements Interceptor {
  #closedBy: BackendFailure | undefined = { code: 'starting' }

  get isOpen(): boolean {
    return this.#closedBy === undefined
  }

  open(): void {
    this.#closedBy = undefined
  }

  close(failure: BackendFailure): void {
    this.#closedBy = failure
  }

  intercept(_call: unknown, next: () => Promise<Reply>): Promise<Reply> {
    if (this.#closedBy === undefined) return next()
    const { code } = this.#closedBy
    const text = Object.entries(NOTHING_SENT).find(([one]) => one === code)?.[1]
    return Promise.resolve({
      kind: 'status',
      status: text === undefined ? statusOf(this.#closedBy) : callStatus(text, status.UNAVAILABLE)
    })
  }
}

import { performance } from 'node:perf_hooks'
import type { Transport } from '../../api/caller'
import type { InterceptedCall, Interceptor, Reply } from '../../api/dispatcher'
import type { Changes } from './changes'

/** A call that reached the node. */
export interface LoggedCall {
  readonly method: string
  readonly transport: Transport
  /** When it arrived: milliseconds since 1970 with fractions, comparable between processes. */
  readonly atMs: number
  /** When it was answered; undefined before that, or if the client left first. */
  readonly endedAtMs: number | undefined
  /** The decoded request. */
  readonly request: object
}

/** Records every call in the order of arrival, refused ones included. */
export class CallLog implements Interceptor {
  readonly #changes: Changes
  readonly #calls: (LoggedCall & { endedAtMs: number | undefined })[] = []

  constructor(changes: Changes) {
    this.#changes = changes
  }

  all(): readonly LoggedCall[] {
    return this.#calls
  }

  of(method: string): readonly LoggedCall[] {
    return this.#calls.filter((call) => call.method === method)
  }

  async intercept(call: InterceptedCall, next: () => Promise<Reply>): Promise<Reply> {
    const logged: LoggedCall & { endedAtMs: number | undefined } = {
      method: call.method,
      transport: call.caller.transport,
      atMs: wallClockMs(),
      endedAtMs: undefined,
      request: call.request
    }
    this.#calls.push(logged)
    this.#changes.notify()
    const reply = await next()
    if (call.kind === 'unary' && reply.kind !== 'none' && !call.life.aborted) {
      logged.endedAtMs = wallClockMs()
      this.#changes.notify()
    }
    return reply
  }
}

function wallClockMs(): number {
  return performance.timeOrigin + performance.now()
}

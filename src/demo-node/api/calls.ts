import { performance } from 'node:perf_hooks'
import type { Changes } from '../changes'

export type Transport = 'grpc' | 'http'

/** A call that reached the node. */
export interface Call {
  readonly method: string
  readonly transport: Transport
  /** When it arrived: milliseconds since 1970 with fractions, comparable between processes. */
  readonly atMs: number
  /** When it was answered; undefined while it is not, or when the client went away first. */
  readonly endedAtMs: number | undefined
  /** As it was decoded. */
  readonly request: object
}

/** Every call in the order of arrival, also those that were refused. */
export class Calls {
  readonly #changes: Changes
  readonly #calls: (Call & { endedAtMs: number | undefined })[] = []

  constructor(changes: Changes) {
    this.#changes = changes
  }

  all(): readonly Call[] {
    return this.#calls
  }

  of(method: string): readonly Call[] {
    return this.#calls.filter((call) => call.method === method)
  }

  /** Returns what to call when it is answered. */
  arrived(method: string, transport: Transport, request: object): () => void {
    const call: Call & { endedAtMs: number | undefined } = {
      method,
      transport,
      atMs: wallClockMs(),
      endedAtMs: undefined,
      request
    }
    this.#calls.push(call)
    this.#changes.notify()
    return () => {
      call.endedAtMs = wallClockMs()
      this.#changes.notify()
    }
  }
}

function wallClockMs(): number {
  return performance.timeOrigin + performance.now()
}

import * as v from 'valibot'
import type { BackendResult } from '../backend'
import type { Caller } from './caller'
import { statusOf } from './errors'
import type { CallStatus } from './outcome'

/** The metadata that goes out with an answer, after it. */
export type Trailers = Readonly<Record<string, string>>

export type Answer =
  | { readonly ok: true; readonly response: object; readonly trailers?: Trailers }
  | { readonly ok: false; readonly status: CallStatus }

/** A unary call of the node, whatever transport it came by. */
export interface UnaryMethod {
  /** As in `/lightning.Lightning/PayInvoice`. */
  readonly path: string
  readonly name: string
  execute(request: object, caller: Caller): Promise<Answer>
}

/** What a transport does with a stream that was opened. */
export interface StreamSink {
  /** Sends the initial metadata at once. Without a call of it, it goes out with the first message. */
  headers(metadata: Readonly<Record<string, string>>): void
  message(response: object): void
  /** One frame with these bytes, whatever they mean. */
  raw(frame: Uint8Array): void
  /** Ends the stream: gracefully without a status. */
  end(status?: CallStatus): void
}

/** A streaming call of the node. */
export interface StreamMethod {
  readonly path: string
  readonly name: string
  /** Begins to fill the sink. The returned function is called once, when the client is gone or the stream has ended. */
  open(request: object, caller: Caller, sink: StreamSink): () => void
}

/** An int64 as proto-loader and JSON give it. */
export const Int64 = v.pipe(
  v.string(),
  v.transform((text) => BigInt(text))
)

export function unary<Request, Parsed, T>(
  path: string,
  request: v.GenericSchema<Request, Parsed>,
  execute: (request: Parsed, caller: Caller) => Promise<BackendResult<T>>,
  respond: (value: T) => object,
  trailers?: (value: T) => Trailers
): UnaryMethod {
  return {
    path,
    name: methodName(path),
    execute: async (fields, caller) => {
      const result = await execute(v.parse(request, fields), caller)
      if (!result.ok) return { ok: false, status: statusOf(result.error) }
      const response = respond(result.value)
      return trailers === undefined
        ? { ok: true, response }
        : { ok: true, response, trailers: trailers(result.value) }
    }
  }
}

export function methodName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

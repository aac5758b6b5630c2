import * as v from 'valibot'
import type { BackendResult } from '../backend'
import type { Caller } from './caller'
import { statusOf } from './errors'
import type { CallStatus } from '../call-status'

/** Trailing metadata of a response. */
export type Trailers = Readonly<Record<string, string>>

export type Answer =
  | { readonly ok: true; readonly response: object; readonly trailers?: Trailers }
  | { readonly ok: false; readonly status: CallStatus }

/** A unary method of the node, for either transport. */
export interface UnaryMethod {
  /** For example `/lightning.Lightning/PayInvoice`. */
  readonly path: string
  readonly name: string
  execute(request: object, caller: Caller): Promise<Answer>
}

/** An open stream of a transport. */
export interface StreamSink {
  /** Sends the initial metadata now. Otherwise it is sent with the first message. */
  headers(metadata: Readonly<Record<string, string>>): void
  message(response: object): void
  /** Sends these bytes as one frame, whatever they are. */
  raw(frame: Uint8Array): void
  /** Ends the stream; without a status gracefully. */
  end(status?: CallStatus): void
}

/** A streaming method of the node. */
export interface StreamMethod {
  readonly path: string
  readonly name: string
  /** Starts to fill the sink. The returned function is called once, when the client is gone or the stream has ended. */
  open(request: object, caller: Caller, sink: StreamSink): () => void
}

/** An int64 in the forms that proto-loader and JSON give it. */
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

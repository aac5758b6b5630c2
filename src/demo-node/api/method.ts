import * as v from 'valibot'
import type { Outcome } from '../outcome'

/** A unary call of the node, whatever transport it came by. */
export interface UnaryMethod {
  /** As in `/lightning.Lightning/PayInvoice`. */
  readonly path: string
  readonly name: string
  execute(request: object): Promise<Outcome<object>>
}

/** An int64 as proto-loader and JSON give it. */
export const Int64 = v.pipe(
  v.string(),
  v.transform((text) => BigInt(text))
)

export function unary<Request, Parsed, Response extends object>(
  path: string,
  request: v.GenericSchema<Request, Parsed>,
  execute: (request: Parsed) => Outcome<Response> | Promise<Outcome<Response>>
): UnaryMethod {
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    execute: async (fields) => execute(v.parse(request, fields))
  }
}

import { status } from '@grpc/grpc-js'
import { parseJson } from '../decode/parse-json'
import { METHODS } from '../methods'
import type { Stream, WatchHandlers } from '../transport'
import { LineStream } from './line-stream'
import type { Gateway } from './request'

/** Opens the extension's stream of settled invoices over the gateway. */
export function openInvoiceStream(
  gateway: Gateway,
  since: bigint,
  handlers: WatchHandlers
): Pick<Stream, 'cancel'> {
  const path = `${METHODS.WatchInvoices.httpPath}?since=${since}`
  const stream = new LineStream(
    gateway,
    { verb: 'GET', path },
    {
      began: () => undefined,
      line: (bytes) => {
        const line = parseJson(bytes)
        if (typeof line !== 'object' || line === null) return
        if ('result' in line) handlers.message(line.result)
        // The gateway writes an error into the stream, because it has already sent the HTTP status.
        else stream.end({ code: status.UNKNOWN, text: '', said: 'node', departed: true })
      },
      ended: (failure) => handlers.ended(failure)
    }
  )
  return stream
}

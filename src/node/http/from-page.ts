import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Whether a page in a browser may have made this request. Every page that the person opens can send requests to this
 * computer, and a request with plain text needs no permission of the server (CORS, "simple requests"). Browsers mark
 * what a page sends: `Origin` on every POST, `Sec-Fetch-Site` on requests to this computer. A page whose host name was
 * pointed at this computer (DNS rebinding) sends neither with a GET, but names its own host.
 */
export function isFromPage({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) return true
  // Browsers cannot reach a Unix socket, and clients of one put any name there.
  return socket.remoteFamily !== undefined && !isThisComputer(headers.host)
}

/** An address, or a name that browsers never ask DNS for. HTTP/1.0 names no host, and browsers do not use it. */
function isThisComputer(host: string | undefined): boolean {
  if (host === undefined) return true
  const name = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]*))(?::\d+)?$/iu.exec(host)
  const bare = (name?.[1] ?? name?.[2] ?? '').toLowerCase()
  return isIP(bare) !== 0 || bare === 'localhost' || bare.endsWith('.localhost')
}

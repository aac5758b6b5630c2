import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Whether a page in a browser may have made this request. Every page that the person opens can send requests to this
 * computer, and one with a plain text body needs no permission of the server (CORS, "simple requests"). Browsers add
 * headers to the requests of pages: `Origin` to every POST, `Sec-Fetch-Site` to requests to this computer. A page whose
 * host name was resolved to this computer (DNS rebinding) sends neither with a GET, but its own name as `Host`.
 */
export function isFromPage({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) return true
  // Browsers cannot reach a Unix socket, and its clients send any name as host.
  return socket.remoteFamily !== undefined && !isThisComputer(headers.host)
}

/** An IP address, or a name that browsers never resolve by DNS. HTTP/1.0 sends no host, and browsers do not use it. */
function isThisComputer(host: string | undefined): boolean {
  if (host === undefined) return true
  const name = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]*))(?::\d+)?$/iu.exec(host)
  const bare = (name?.[1] ?? name?.[2] ?? '').toLowerCase()
  return isIP(bare) !== 0 || bare === 'localhost' || bare.endsWith('.localhost')
}

import { fail, ok, type Result } from '../result'

/** The gRPC port of both generations of the node. */
const DEFAULT_PORT = 8881

export interface Host {
  /** Lower case; IPv6 without brackets. */
  readonly name: string
  readonly form: 'name' | 'ipv4' | 'ipv6'
}

/** The address of a node: gRPC over TCP or a Unix socket, or its HTTP gateway. */
export type Address =
  | { readonly kind: 'tcp'; readonly host: Host; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }
  | {
      readonly kind: 'http'
      readonly secure: boolean
      readonly host: Host
      readonly port: number
      /** The path at which a reverse proxy mounts the gateway: empty, or with a leading and without a trailing `/`. */
      readonly basePath: string
    }

/**
 * Parses input of the form `host`, `host:port`, `[v6]:port`, `unix:/path` or `http(s)://host[:port][/path]`.
 * `defaultPort` applies to `host` alone.
 */
export function parseAddress(text: string, defaultPort = DEFAULT_PORT): Result<Address, 'bad-address'> {
  const trimmed = text.trim()
  if (/^unix:/iu.test(trimmed)) return parseUnix(trimmed.slice('unix:'.length))
  if (/^https?:/iu.test(trimmed)) return parseHttp(trimmed)
  const parts = splitHostPort(trimmed)
  const host = parts === undefined ? undefined : parseHost(parts.host)
  const port = parts?.port === undefined ? defaultPort : parsePort(parts.port)
  if (host === undefined || port === undefined) return fail('bad-address')
  return ok({ kind: 'tcp', host, port })
}

/** The canonical form of an address. Parsing it again gives the same address. */
export function formatAddress(address: Address): string {
  switch (address.kind) {
    case 'tcp':
      return hostPort(address)
    case 'unix':
      return `unix:${address.path}`
    case 'http':
      return `${address.secure ? 'https' : 'http'}://${hostPort(address)}${address.basePath}`
  }
}

/** Whether traffic to this address stays on this computer, so that plaintext cannot be read by others. */
export function isLoopback(address: Address): boolean {
  if (address.kind === 'unix') return true
  const { name, form } = address.host
  switch (form) {
    case 'ipv4':
      return name.startsWith('127.')
    case 'ipv6':
      // ::ffff:7fxx:xxxx is 127.x.x.x written as IPv6.
      return name === '::1' || /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/u.test(name)
    case 'name':
      return name === 'localhost' || name.endsWith('.localhost')
  }
}

/** As in a URL and in the Host header: IPv6 in brackets. */
export const hostPort = ({ host, port }: { readonly host: Host; readonly port: number }): string =>
  `${host.form === 'ipv6' ? `[${host.name}]` : host.name}:${port}`

function parseUnix(rest: string): Result<Address, 'bad-address'> {
  const path = rest.replace(/^\/\/(?=\/)/u, '')
  // Linux allows 107 bytes for the path of a socket.
  if (!path.startsWith('/') || path.length > 107 || path.includes('\0')) return fail('bad-address')
  return ok({ kind: 'unix', path })
}

function parseHttp(text: string): Result<Address, 'bad-address'> {
  const match = /^(https?):\/\/([^/?#\s@]+)(\/(?:(?![?#])[\x21-\x7e])*)?$/iu.exec(text)
  const secure = match?.[1]?.toLowerCase() === 'https'
  const parts = splitHostPort(match?.[2] ?? '')
  const host = parts === undefined ? undefined : parseHost(parts.host)
  const port = parts?.port === undefined ? (secure ? 443 : 80) : parsePort(parts.port)
  if (host === undefined || port === undefined) return fail('bad-address')
  return ok({ kind: 'http', secure, host, port, basePath: (match?.[3] ?? '').replace(/\/+$/u, '') })
}

/** Two or more colons without brackets are an IPv6 address without a port; otherwise the port follows the brackets. */
function splitHostPort(text: string): { host: string; port: string | undefined } | undefined {
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/u.exec(text)
  if (bracketed?.[1] !== undefined) return { host: bracketed[1], port: bracketed[2] }
  const colons = text.split(':').length - 1
  if (colons >= 2) return { host: `[${text}]`, port: undefined }
  const [host, port] = text.split(':')
  return host === undefined ? undefined : { host, port }
}

function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : undefined
}

function parseHost(text: string): Host | undefined {
  if (text.startsWith('[')) return parseIpv6(text.slice(1, -1))
  const name = ascii(text)
  if (name === undefined) return undefined
  const labels = name.split('.')
  // If the last label is all digits it must be an IPv4 address: such a top-level domain cannot exist (RFC 3696).
  if (/^\d+$/u.test(labels.at(-1) ?? '')) {
    const octets = labels.length === 4 && labels.every((label) => /^(?:0|[1-9]\d{0,2})$/u.test(label))
    return octets && labels.every((label) => Number(label) <= 255) ? { name, form: 'ipv4' } : undefined
  }
  const valid =
    name.length <= 253 && labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/u.test(label))
  return valid ? { name, form: 'name' } : undefined
}

/** Lower case, without the root's dot; international names in ASCII form. */
function ascii(text: string): string | undefined {
  if (/^[\x21-\x7e]+$/u.test(text)) return text.toLowerCase().replace(/\.$/u, '')
  if (/[\s/?#@:%\\[\]]/u.test(text) || text === '') return undefined
  try {
    return new URL(`http://${text}`).hostname
  } catch {
    return undefined
  }
}

function parseIpv6(text: string): Host | undefined {
  const match = /^([0-9a-f:.]+)(%[0-9a-z._~-]+)?$/iu.exec(text)
  if (match?.[1] === undefined) return undefined
  try {
    return { name: new URL(`http://[${match[1]}]`).hostname.slice(1, -1) + (match[2] ?? ''), form: 'ipv6' }
  } catch {
    return undefined
  }
}

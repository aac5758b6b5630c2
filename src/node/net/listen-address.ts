/** Where a server listens: TCP or a Unix socket. With port 0 the system chooses. */
export type ListenAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }

/** An address that the node refuses to listen on; the message says why. */
export class AddressError extends Error {}

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/

/**
 * Parses `127.0.0.1:8881`, `[::1]:8881`, `0.0.0.0:8881`, `example.org:0` or `unix:/path`.
 * @throws AddressError for anything else
 */
export function parseListenAddress(text: string): ListenAddress {
  if (text.startsWith('unix:')) return { kind: 'unix', path: text.slice('unix:'.length) }
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || port > 65_535) {
    throw new AddressError(`${text} is not an address to listen on, like 127.0.0.1:8881`)
  }
  return { kind: 'tcp', host, port }
}

/** Whether only programs on this computer can reach it. */
export function isLocal(address: ListenAddress): boolean {
  return address.kind === 'unix' || LOOPBACK.test(address.host)
}

/**
 * Like `parseListenAddress`, for a server that must be local.
 * @throws AddressError
 */
export function parseLocalAddress(text: string): ListenAddress {
  const address = parseListenAddress(text)
  if (isLocal(address)) return address
  throw new AddressError(
    `${text} is not on this computer: the demo node listens on 127.0.0.1, [::1], localhost or a unix: path only`
  )
}

export function formatAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

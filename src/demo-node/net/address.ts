import { fail, ok, type Result } from '../../shared/result'

/** Where a server listens: on this computer only, by TCP or by a socket file. Port 0 lets the system choose. */
export type LocalAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }

export type AddressError = 'not-an-address' | 'not-loopback'

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/

/** Reads `127.0.0.1:8881`, `[::1]:8881`, `localhost:0` or `unix:/path`. Refuses every host but this one. */
export function parseLocalAddress(text: string): Result<LocalAddress, AddressError> {
  if (text.startsWith('unix:')) return ok({ kind: 'unix', path: text.slice('unix:'.length) })
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || port > 65_535) return fail('not-an-address', text)
  if (!LOOPBACK.test(host)) return fail('not-loopback', text)
  return ok({ kind: 'tcp', host, port })
}

export function formatAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { PairingProblem } from '../../../shared/domain/pairing'
import { formatAddress } from '../../net/listen-address'
import { HOST_PORT, splitHostPort, type HostPort } from '../../net/connect'
import { isSocks, SocksError } from '../../net/socks'
import { TimedOut } from './within'

/** Where tor and Tor Browser listen by default. */
const SOCKS_PORTS = [9050, 9150]
/** Each of them is a port of this computer. */
const SOCKS_ANSWERS_WITHIN_MS = 3_000

export type ReachProblem = Extract<
  PairingProblem,
  'no-tor' | 'name-not-found' | 'refused' | 'timed-out' | 'unreachable'
>

export const isOnion = ({ host }: HostPort): boolean => host.endsWith('.onion')

/** `host:port` of a SOCKS proxy that answers: the given one, or one of this computer. */
export async function findSocks(given: string | undefined, signal: AbortSignal): Promise<string | undefined> {
  const candidates = given === undefined ? SOCKS_PORTS.map((port) => `127.0.0.1:${port}`) : [given]
  const answers = await Promise.all(
    candidates.map(
      async (address) =>
        HOST_PORT.test(address) &&
        isSocks(splitHostPort(address), anyOf(signal, AbortSignal.timeout(SOCKS_ANSWERS_WITHIN_MS)))
    )
  )
  return candidates.find((_address, index) => answers[index])
}

/** The IP address of a host, or undefined where the name is not known. */
export async function findHost(host: string): Promise<string | undefined> {
  if (isIP(host) !== 0) return host
  try {
    return (await lookup(host)).address
  } catch {
    return undefined
  }
}

/** Why there was no connection. */
export function reachProblem(error: unknown): ReachProblem {
  if (error instanceof TimedOut) return 'timed-out'
  if (error instanceof SocksError) {
    switch (error.code) {
      case 'not-socks':
      case 'refused-by-proxy':
        return 'no-tor'
      case 'refused':
      case 'timed-out':
      case 'unreachable':
        return error.code
    }
  }
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ECONNREFUSED':
      return 'refused'
    case 'ETIMEDOUT':
      return 'timed-out'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'name-not-found'
    default:
      return 'unreachable'
  }
}

export const addressOf = ({ host, port }: HostPort): string => formatAddress(host, port)

/** AbortSignal.any without Node 20, which the Electron of closed networks does not have (scripts/electron/registry-runtime.mjs). */
function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const any = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) any.abort(signal.reason)
    else signal.addEventListener('abort', () => any.abort(signal.reason), { once: true, signal: any.signal })
  }
  return any.signal
}

import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { PairingProblem } from '../../../shared/domain/pairing'
import { formatAddress } from '../../net/listen-address'
import { HOST_PORT, splitHostPort, type HostPort } from '../../net/connect'
import { isSocks, SocksError } from '../../net/socks'
import { TimedOut } from './within'

/** The ports on which tor and Tor Browser listen by default. */
const SOCKS_PORTS = [9050, 9150]
/** Timeout for one port of this computer. Milliseconds. */
const SOCKS_ANSWERS_WITHIN_MS = 3_000

export type ReachProblem = Extract<
  PairingProblem,
  'no-tor' | 'name-not-found' | 'refused' | 'timed-out' | 'unreachable'
>

export const isOnion = ({ host }: HostPort): boolean => host.endsWith('.onion')

/** Finds a SOCKS proxy that answers, as `host:port`: the given one, or one of this computer. */
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

/** Resolves a host to its IP address; undefined if the name is not known. */
export async function findHost(host: string): Promise<string | undefined> {
  if (isIP(host) !== 0) return host
  try {
    return (await lookup(host)).address
  } catch {
    return undefined
  }
}

/** The reason why a connection failed, from its error. */
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

/**
 * Like AbortSignal.any of Node 20. The older Electron for closed networks has Node 18
 * (scripts/electron/registry-runtime.mjs).
 */
function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const any = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) any.abort(signal.reason)
    else signal.addEventListener('abort', () => any.abort(signal.reason), { once: true, signal: any.signal })
  }
  return any.signal
}

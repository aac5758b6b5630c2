import { connect, type Socket } from 'node:net'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { errorCode } from '../../error-text'
import { failureOfText } from './failure'
import type { Handshake } from './tls'

export type DialResult =
  { readonly ok: true; readonly socket: Socket } | { readonly ok: false; readonly failure: ConnectFailure }

/** With the ten probes one second apart that libuv sets, a dead peer is detected within 40 s. */
export const TCP_KEEPALIVE_MS = 30_000

/** Connects, and performs the TLS handshake if there is one. Aborting ends it at any time with `timed-out`. */
export async function dial(
  where: { readonly host: string; readonly port: number },
  handshake: Handshake | undefined,
  signal: AbortSignal
): Promise<DialResult> {
  if (signal.aborted) return { ok: false, failure: { code: 'timed-out' } }
  // A name may have an IPv4 and an IPv6 address, and only one of them answers. `localhost` is the common case.
  const raw = connect({
    ...where,
    autoSelectFamily: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEPALIVE_MS
  })
  const abort = () => raw.destroy()
  signal.addEventListener('abort', abort)
  try {
    const failure = await connected(raw)
    if (signal.aborted) return { ok: false, failure: { code: 'timed-out' } }
    if (failure !== undefined) return { ok: false, failure }
    if (handshake === undefined) return { ok: true, socket: raw }
    const secured = await handshake(raw)
    return signal.aborted && !secured.ok ? { ok: false, failure: { code: 'timed-out' } } : secured
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function connected(socket: Socket): Promise<ConnectFailure | undefined> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(undefined))
    socket.on('error', (error) => resolve(failureOf(error)))
    socket.once('close', () => resolve({ code: 'lost' }))
  })
}

function failureOf(error: Error): ConnectFailure {
  const code = errorCode(error)
  return failureOfText(code) ?? { code: 'lost', detail: code }
}

import { connect, type Socket } from 'node:net'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { fail, ok, type Result } from '../../../shared/result'
import { errorCode } from '../../error-text'
import { cut } from './cut'
import { failureOfText } from './failure'
import type { Handshake } from './tls'

/** With the ten probes one second apart that libuv sets, a dead peer is detected within 40 s. */
export const TCP_KEEPALIVE_MS = 30_000

/**
 * Connects, and performs the TLS handshake if there is one. Aborting ends it at any time with `timed-out`, and cuts the
 * connection that was made.
 */
export async function dial(
  where: { readonly host: string; readonly port: number },
  handshake: Handshake | undefined,
  signal: AbortSignal
): Promise<Result<Socket, ConnectFailure>> {
  if (signal.aborted) return fail('timed-out')
  // A name may have an IPv4 and an IPv6 address, and only one of them answers. `localhost` is the common case.
  const raw = connect({
    ...where,
    autoSelectFamily: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEPALIVE_MS
  })
  let socket: Socket = raw
  signal.addEventListener('abort', () => cut(raw, socket), { once: true })
  const failure = await connected(raw)
  if (signal.aborted) return fail('timed-out')
  if (failure !== undefined) return { ok: false, error: failure }
  if (handshake === undefined) return ok(raw)
  const secured = await handshake(raw)
  if (secured.ok) socket = secured.value
  return signal.aborted && !secured.ok ? fail('timed-out') : secured
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

import { request, type IncomingMessage } from 'node:http'
import { status } from '@grpc/grpc-js'
import { hostPort, type Address } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { dial } from '../socket/dial'
import { errorCode } from '../../error-text'
import type { Handshake } from '../socket/tls'
import type { CallFailure, CallMetadata } from '../transport'
import { checkLoopback } from '../socket/check-loopback'

/** The gateway's address, and the credentials for it. */
export interface Gateway {
  readonly address: Extract<Address, { kind: 'http' }>
  /** Undefined: plaintext. */
  readonly handshake: Handshake | undefined
  readonly apiKey: string | undefined
}

export type HttpRequest = (
  | { readonly verb: 'GET'; readonly path: string }
  | { readonly verb: 'POST'; readonly path: string; readonly body: string }
) & { readonly metadata?: CallMetadata }

export type RequestResult =
  /** No connection was made, so nothing was sent. */
  | { readonly kind: 'not-connected'; readonly failure: ConnectFailure }
  /** At least a part of the request left, and no response began. */
  | { readonly kind: 'broken'; readonly failure: CallFailure }
  | { readonly kind: 'response'; readonly response: IncomingMessage }

/** Why a request was aborted; used as the reason of the abort signal. */
export type AbortReason = 'deadline' | 'cancelled'

/**
 * Sends a request on a new connection and waits for the response head. A pooled connection may just have been closed by
 * the other side, and then it is unknown whether the request arrived. Aborting closes the connection, also while the
 * response is being read.
 */
export async function sendRequest(
  gateway: Gateway,
  what: HttpRequest,
  signal: AbortSignal
): Promise<RequestResult> {
  const { address, handshake } = gateway
  const dialled = await dial({ host: address.host.name, port: address.port }, handshake, signal)
  if (!dialled.ok) return { kind: 'not-connected', failure: dialled.error }
  const socket = dialled.value
  const elsewhere = handshake === undefined ? checkLoopback(address, socket) : undefined
  if (elsewhere !== undefined) {
    socket.destroy()
    return { kind: 'not-connected', failure: elsewhere }
  }
  const message = request({
    method: what.verb,
    path: address.basePath + what.path,
    headers: headers(gateway, what),
    // Without an agent nothing is pooled and nothing is sent twice.
    createConnection: () => socket
  })
  return new Promise((resolve) => {
    const broken = (error?: Error) => resolve({ kind: 'broken', failure: brokenConnection(error, signal) })
    message.on('response', (response) => resolve({ kind: 'response', response }))
    message.on('error', broken)
    message.on('close', () => broken())
    message.end('body' in what ? what.body : '')
  })
}

/** The failure of a request whose connection broke. Node's HTTP parser reports input that is not HTTP as `HPE_…`. */
export function brokenConnection(error: unknown, signal: AbortSignal): CallFailure {
  if (signal.aborted) {
    return signal.reason === 'deadline'
      ? { code: status.DEADLINE_EXCEEDED, text: 'deadline exceeded', said: 'connection', departed: true }
      : { code: status.CANCELLED, text: 'cancelled', said: 'connection', departed: true }
  }
  const code = errorCode(error)
  return code.startsWith('HPE_')
    ? {
        code: status.UNKNOWN,
        text: `Received a response that is not HTTP (${code})`,
        said: 'connection',
        departed: true
      }
    : { code: status.UNAVAILABLE, text: code === '' ? 'closed' : code, said: 'connection', departed: true }
}

/** gRPC metadata as headers of the gateway (grpc-gateway: MetadataHeaderPrefix). */
function gatewayMetadata(metadata: CallMetadata = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`grpc-metadata-${name}`, value]))
}

function headers({ address, apiKey }: Gateway, what: HttpRequest): Record<string, string> {
  return {
    host: hostPort(address),
    accept: 'application/json',
    ...('body' in what ? { 'content-type': 'application/json' } : {}),
    ...gatewayMetadata(what.metadata),
    // The gateway passes on only headers with its prefix; a proxy in front of it may check the bare name.
    ...(apiKey === undefined ? {} : { 'x-api-key': apiKey, 'grpc-metadata-x-api-key': apiKey })
  }
}

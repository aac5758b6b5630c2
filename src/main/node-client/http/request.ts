import { request, type IncomingMessage } from 'node:http'
import { status } from '@grpc/grpc-js'
import { hostPort, type Address } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { dial } from '../socket/dial'
import { codeOf } from '../socket/failure'
import type { Handshake } from '../socket/tls'
import type { CallFailure } from '../transport'

/** The gateway, and how to speak to it. */
export interface Gateway {
  readonly address: Extract<Address, { kind: 'http' }>
  /** Undefined: plaintext. */
  readonly handshake: Handshake | undefined
  readonly apiKey: string | undefined
}

export type HttpRequest =
  | { readonly verb: 'GET'; readonly path: string; readonly metadata?: Readonly<Record<string, string>> }
  | { readonly verb: 'POST'; readonly path: string; readonly body: string }

export type Started =
  /** No connection came about: nothing was sent. */
  | { readonly kind: 'not-connected'; readonly failure: ConnectFailure }
  /** The request left, or a part of it, and no answer began. */
  | { readonly kind: 'broken'; readonly failure: CallFailure }
  | { readonly kind: 'response'; readonly response: IncomingMessage }

/** Why a request was given up; the reason of the signal's abort. */
export type GivenUp = 'deadline' | 'cancelled'

/**
 * Sends a request on a connection of its own and waits for the head of the answer. A connection that is kept for the
 * next request may be one that the other side has just closed, and then nobody knows whether the request arrived.
 * Aborting cuts the connection, also while the answer is being read.
 */
export async function start(gateway: Gateway, what: HttpRequest, signal: AbortSignal): Promise<Started> {
  const { address, handshake } = gateway
  const dialled = await dial({ host: address.host.name, port: address.port }, handshake, signal)
  if (!dialled.ok) return { kind: 'not-connected', failure: dialled.failure }
  const { socket } = dialled
  signal.addEventListener('abort', () => socket.destroy(), { once: true })
  const message = request({
    method: what.verb,
    path: address.basePath + what.path,
    headers: headers(gateway, what),
    // Without an agent: nothing is pooled, and nothing is sent a second time.
    createConnection: () => socket
  })
  return new Promise((resolve) => {
    const broken = (error?: Error) => resolve({ kind: 'broken', failure: brokenBy(error, signal) })
    message.on('response', (response) => resolve({ kind: 'response', response }))
    message.on('error', broken)
    message.on('close', () => broken())
    message.end('body' in what ? what.body : '')
  })
}

/** What a connection that broke under a request means for it. Node's HTTP parser names what is no HTTP by `HPE_…`. */
export function brokenBy(error: unknown, signal: AbortSignal): CallFailure {
  if (signal.aborted) {
    return signal.reason === 'deadline'
      ? { code: status.DEADLINE_EXCEEDED, text: 'deadline exceeded', said: 'connection', departed: true }
      : { code: status.CANCELLED, text: 'cancelled', said: 'connection', departed: true }
  }
  const code = codeOf(error)
  return code.startsWith('HPE_')
    ? { code: status.UNKNOWN, text: `Received no HTTP (${code})`, said: 'connection', departed: true }
    : { code: status.UNAVAILABLE, text: code === '' ? 'closed' : code, said: 'connection', departed: true }
}

/** gRPC metadata as the gateway takes it (grpc-gateway: MetadataHeaderPrefix). */
function gatewayMetadata(metadata: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`grpc-metadata-${name}`, value]))
}

function headers({ address, apiKey }: Gateway, what: HttpRequest): Record<string, string> {
  return {
    host: hostPort(address),
    accept: 'application/json',
    ...('body' in what ? { 'content-type': 'application/json' } : gatewayMetadata(what.metadata)),
    // The gateway hands on only what has its prefix; a proxy in front of it may look for the bare name.
    ...(apiKey === undefined ? {} : { 'x-api-key': apiKey, 'grpc-metadata-x-api-key': apiKey })
  }
}

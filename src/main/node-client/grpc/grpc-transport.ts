import type { Socket } from 'node:net'
import { Client, connectivityState, Metadata, status, type ChannelInterface } from '@grpc/grpc-js'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { background } from '../../background'
import { decodeFrame } from '../decode/frame'
import { METHODS, type MethodName, type Requests } from '../methods'
import { cut } from '../socket/cut'
import { TCP_KEEPALIVE_MS } from '../socket/dial'
import { errorCode } from '../../error-text'
import { lateRefusal } from '../socket/tls'
import {
  FEE,
  REPLAY,
  RESUME_AFTER,
  type CallMetadata,
  type CallOutcome,
  type Stream,
  type StreamHandlers,
  type Transport,
  type WatchHandlers
} from '../transport'
import { readCallError } from './call-error'
import { stateChange, waitUntilReady } from './channel'
import { SocketCredentials } from './credentials'
import { CHANNEL_OPTIONS, target } from './channel-options'
import { DepartureGuard } from './departure-guard'
import { decoded, onEnd } from './stream'
import { whyNotReady, type Destination } from './why-not-ready'
import { checkLoopback } from '../socket/check-loopback'

/** Time for the last frames (RST_STREAM, GOAWAY) to be sent before the socket is destroyed. Milliseconds. */
const FINAL_FRAMES_MS = 1_000

/** A protobuf message that no decoder accepts: wire type 7 does not exist. */
const UNDECODABLE = Buffer.from([0x07])

export interface GrpcTransportOptions extends Destination {
  readonly apiKey: string | undefined
  readonly connectMs: number
}

/** Calls the node's gRPC port over one HTTP/2 connection. */
export class GrpcTransport implements Transport {
  readonly #options: GrpcTransportOptions
  readonly #client: Client
  /** TCP or local sockets, with the TLS socket over each or the socket itself. */
  readonly #sockets = new Map<Socket, Socket>()
  #callsUnderWay = 0
  #closing = false
  #handshakeFailure: ConnectFailure | undefined

  constructor(options: GrpcTransportOptions) {
    this.#options = options
    const credentials = new SocketCredentials((raw) => this.#secure(raw), options.handshake !== undefined)
    this.#client = new Client(target(options.address), credentials, CHANNEL_OPTIONS)
  }

  async open(): Promise<ConnectFailure | undefined> {
    const outcome = await waitUntilReady(this.#channel, Date.now() + this.#options.connectMs)
    if (outcome === 'ready') return undefined
    const failure = this.#closing
      ? ({ code: 'lost' } as const)
      : await whyNotReady(this.#client, outcome, this.#handshakeFailure, this.#options)
    this.destroy()
    return failure
  }

  onBroken(listener: () => void): void {
    const { READY } = connectivityState
    const stillReady = this.#channel.getConnectivityState(false) === READY
    const broken = () => {
      if (!this.#closing) listener()
    }
    // A channel that cannot be watched counts as broken.
    background(
      (stillReady ? stateChange(this.#channel, READY, Infinity) : Promise.resolve()).then(broken),
      broken
    )
  }

  call<Name extends MethodName>(
    method: Name,
    request: Requests[Name],
    deadlineMs: number,
    metadata?: CallMetadata
  ): Promise<CallOutcome> {
    const { path, encode, decode } = METHODS[method]
    return this.#unary(path, encode(request), decode, deadlineMs, metadata)
  }

  probeMethod(method: MethodName, deadlineMs: number): Promise<CallOutcome> {
    const { path } = METHODS[method]
    return this.#unary(path, UNDECODABLE, (bytes) => bytes, deadlineMs)
  }

  subscribe(handlers: StreamHandlers, resumeAfter: string | undefined): Stream {
    const { path, encode } = METHODS.Subscribe
    const metadata = this.#metadata()
    if (resumeAfter !== undefined) metadata.set(RESUME_AFTER, resumeAfter)
    const { stream, guard } = this.#stream(path, encode({}), metadata)
    stream.on('metadata', (initial: Metadata) => {
      if (initial.get(REPLAY).includes('true')) handlers.replays()
    })
    // The bytes are passed on undecoded, because each generation sends another message here.
    stream.on('data', (frame: Buffer) => handlers.frame(decodeFrame(frame), frame.length))
    onEnd(stream, guard, handlers)
    return {
      pause: () => void stream.pause(),
      resume: () => void stream.resume(),
      cancel: () => stream.cancel()
    }
  }

  watchInvoices(since: bigint, handlers: WatchHandlers): Pick<Stream, 'cancel'> {
    const { path, encode, decode } = METHODS.WatchInvoices
    const request = encode({ since: since.toString() })
    const { stream, guard } = this.#stream(path, request, this.#metadata())
    stream.on('data', (frame: Buffer) => handlers.message(decoded(decode, frame)))
    onEnd(stream, guard, handlers)
    return { cancel: () => stream.cancel() }
  }

  /** A stream of raw bytes. It counts as a call under way until it ends. */
  #stream(path: string, request: Buffer, metadata: Metadata) {
    const guard = new DepartureGuard()
    const raw = (bytes: Buffer) => bytes
    const options = { credentials: guard.credentials }
    const stream = this.#client.makeServerStreamRequest(path, raw, raw, request, metadata, options)
    this.#callsUnderWay += 1
    stream.once('status', () => this.#callEnded())
    return { stream, guard }
  }

  retire(): void {
    if (this.#closing) return
    this.#closing = true
    // Closes the connection when the last call has ended.
    this.#client.close()
    if (this.#callsUnderWay === 0) this.#cutSoon()
  }

  destroy(): void {
    this.retire()
    this.#cut()
  }

  get #channel(): ChannelInterface {
    return this.#client.getChannel()
  }

  #unary(
    path: string,
    request: Buffer,
    decode: (bytes: Buffer) => unknown,
    deadlineMs: number,
    extra: CallMetadata = {}
  ): Promise<CallOutcome> {
    if (this.#closing || this.#channel.getConnectivityState(false) !== connectivityState.READY) {
      return Promise.resolve(notConnected())
    }
    const guard = new DepartureGuard()
    const options = { deadline: Date.now() + deadlineMs, credentials: guard.credentials }
    const metadata = this.#metadata()
    for (const [name, value] of Object.entries(extra)) metadata.set(name, value)
    this.#callsUnderWay += 1
    return new Promise((resolve) => {
      let feeText: string | undefined
      const call = this.#client.makeUnaryRequest(
        path,
        (bytes: Buffer) => bytes,
        decode,
        request,
        metadata,
        options,
        (error, message) => {
          this.#callEnded()
          // The event with the trailing metadata comes in the same turn of the loop, after this call.
          queueMicrotask(() => {
            resolve(
              error === null
                ? { kind: 'answered', message, feeText }
                : { kind: 'failed', ...readCallError(error, guard.used) }
            )
          })
        }
      )
      call.once('status', ({ metadata: trailers }) => {
        feeText = trailers.get(FEE).find((value) => typeof value === 'string')
      })
    })
  }

  #metadata(): Metadata {
    const metadata = new Metadata()
    if (this.#options.apiKey !== undefined) metadata.set('x-api-key', this.#options.apiKey)
    return metadata
  }

  #callEnded(): void {
    this.#callsUnderWay -= 1
    if (this.#closing && this.#callsUnderWay === 0) this.#cutSoon()
  }

  /** A closed channel leaves its socket open, and on a dead link the system needs minutes to close it. */
  #cutSoon(): void {
    setTimeout(() => this.#cut(), FINAL_FRAMES_MS).unref()
  }

  #cut(): void {
    for (const [carrier, socket] of this.#sockets) cut(carrier, socket)
  }

  async #secure(raw: Socket): Promise<Socket> {
    if (this.#closing) raw.destroy()
    raw.setKeepAlive(true, TCP_KEEPALIVE_MS)
    this.#sockets.set(raw, raw)
    raw.once('close', () => this.#sockets.delete(raw))
    if (this.#options.handshake === undefined) {
      this.#handshakeFailure = checkLoopback(this.#options.address, raw)
      if (this.#handshakeFailure === undefined) return raw
      raw.destroy()
      throw new Error(this.#handshakeFailure.code)
    }
    const secured = await this.#options.handshake(raw)
    if (secured.ok) {
      if (!raw.destroyed) this.#sockets.set(raw, secured.value)
      secured.value.on('error', (error) => {
        this.#handshakeFailure ??= lateRefusal(errorCode(error))
      })
      return secured.value
    }
    this.#handshakeFailure = secured.error
    throw new Error(secured.error.code)
  }
}

function notConnected(): CallOutcome {
  return {
    kind: 'failed',
    code: status.UNAVAILABLE,
    text: 'not connected',
    said: 'connection',
    departed: false
  }
}

import { status } from '@grpc/grpc-js'
import type { NodeMessage } from '../../../src/main/node-client/api'
import type { MethodName } from '../../../src/main/node-client/methods'
import type {
  CallFailure,
  CallOutcome,
  Stream,
  StreamHandlers,
  Transport,
  WatchHandlers
} from '../../../src/main/node-client/transport'
import type { ConnectFailure } from '../../../src/shared/domain/connection'

const failed = (code: status, text = '', departed = true): CallOutcome => ({
  kind: 'failed',
  code,
  text,
  said: 'node',
  departed
})

/** The responses to probes of a method that the node has, and of one that it does not have. */
const THERE = failed(status.INTERNAL, 'Error deserializing request')
export const NOT_THERE = failed(status.UNIMPLEMENTED)

/** A transport to a node of the first generation that the test controls step by step. */
export class FakeTransport implements Transport {
  /** The answers of probes and calls. A test can replace them before they are used. */
  readonly probeAnswers = new Map<MethodName, CallOutcome>([
    ['CheckInvoice', THERE],
    ['SendMessage', THERE]
  ])
  readonly calls: { readonly method: MethodName; readonly request: object }[] = []
  answer: (method: MethodName) => Promise<CallOutcome> = () => Promise.resolve(NOT_THERE)
  streams = 0
  ended: 'retired' | 'destroyed' | undefined
  #opened: ((failure: ConnectFailure | undefined) => void) | undefined
  #broken: (() => void) | undefined
  #handlers: StreamHandlers | undefined

  open(): Promise<ConnectFailure | undefined> {
    return new Promise((resolve) => {
      this.#opened = resolve
    })
  }

  /** Lets `open` succeed, or fail with this failure. */
  opens(failure?: ConnectFailure): void {
    this.#opened?.(failure)
  }

  onBroken(listener: () => void): void {
    this.#broken = listener
  }

  breaks(): void {
    this.#broken?.()
  }

  call(method: MethodName, request: object): Promise<CallOutcome> {
    this.calls.push({ method, request })
    return this.answer(method)
  }

  probeMethod(method: MethodName): Promise<CallOutcome> {
    return Promise.resolve(this.probeAnswers.get(method) ?? NOT_THERE)
  }

  resumeAfter: string | undefined

  subscribe(handlers: StreamHandlers, resumeAfter: string | undefined): Stream {
    this.resumeAfter = resumeAfter
    this.streams += 1
    this.#handlers = handlers
    return { pause: () => undefined, resume: () => undefined, cancel: () => this.endsStream() }
  }

  readonly watches: { readonly since: bigint; readonly handlers: WatchHandlers }[] = []

  watchInvoices(since: bigint, handlers: WatchHandlers): Pick<Stream, 'cancel'> {
    this.watches.push({ since, handlers })
    return { cancel: () => handlers.ended(undefined) }
  }

  delivers(message: Partial<NodeMessage>): void {
    const whole = {
      id: '',
      replyToId: '',
      from: '',
      claimed: false,
      data: new Uint8Array(),
      serviceType: '',
      amount: 0n,
      settledAt: undefined,
      ...message
    }
    this.#handlers?.frame({ ok: true, value: whole }, 10)
  }

  /** Delivers a frame that is not a message. */
  garbles(): void {
    this.#handlers?.frame({ ok: false, error: { code: 'wire' } }, 10)
  }

  endsStream(failure?: CallFailure): void {
    const handlers = this.#handlers
    this.#handlers = undefined
    if (handlers === undefined) return
    this.streams -= 1
    handlers.ended(failure)
  }

  retire(): void {
    this.ended ??= 'retired'
  }

  destroy(): void {
    this.ended = 'destroyed'
  }
}

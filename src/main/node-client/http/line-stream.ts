import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { status } from '@grpc/grpc-js'
import { background } from '../../background'
import { errorText } from '../../error-text'
import { MAX_ANSWER_BYTES, type CallFailure, type Stream } from '../transport'
import { Lines } from './lines'
import { toCallOutcome, oversizedFailure, readResponse } from './read-response'
import { brokenConnection, sendRequest, type Gateway, type HttpRequest } from './request'

/** Maximum length of a line in bytes: the largest message in base64, and its other fields. */
const MAX_LINE_BYTES = Math.ceil((MAX_ANSWER_BYTES * 4) / 3) + 4096

export interface LineHandlers {
  /** The response headers arrived. */
  began(headers: IncomingHttpHeaders): void
  line(bytes: Buffer): void
  /** Called once, as the last event. Undefined: the node ended the stream gracefully. */
  ended(failure: CallFailure | undefined): void
}

/**
 * A GET request whose response is a stream of JSON objects, one per line. The gateway sends nothing before the first
 * message, not even the response headers.
 */
export class LineStream implements Stream {
  readonly #handlers: LineHandlers
  readonly #abort = new AbortController()
  #response: IncomingMessage | undefined
  #paused = false
  #ended = false

  constructor(gateway: Gateway, request: Extract<HttpRequest, { verb: 'GET' }>, handlers: LineHandlers) {
    this.#handlers = handlers
    background(this.#run(gateway, request), (error) => {
      this.end({ code: status.INTERNAL, text: errorText(error), departed: true, said: 'connection' })
    })
  }

  pause(): void {
    this.#paused = true
    this.#response?.pause()
  }

  resume(): void {
    this.#paused = false
    this.#response?.resume()
  }

  cancel(): void {
    this.#abort.abort('cancelled')
  }

  /** Ends the stream. Data that still arrives is ignored. */
  end(failure: CallFailure | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#abort.abort('cancelled')
    this.#handlers.ended(failure)
  }

  async #run(gateway: Gateway, request: HttpRequest): Promise<void> {
    const { signal } = this.#abort
    const started = await sendRequest(gateway, request, signal)
    if (started.kind === 'not-connected') return void this.end(brokenConnection(undefined, signal))
    if (started.kind === 'broken') return void this.end(started.failure)
    const { response } = started
    if (response.statusCode !== 200) return this.#refused(response)
    this.#response = response
    this.#handlers.began(response.headers)
    const lines = new Lines(MAX_LINE_BYTES, (line) => {
      if (!this.#ended) this.#handlers.line(line)
    })
    response.on('data', (chunk: Buffer) => {
      if (!lines.push(chunk)) this.end(oversizedFailure())
    })
    response.on('end', () => this.end(undefined))
    response.on('error', (error) => this.end(brokenConnection(error, signal)))
    response.on('close', () => this.end(brokenConnection(undefined, signal)))
    if (this.#paused) response.pause()
  }

  async #refused(response: IncomingMessage): Promise<void> {
    const answer = await readResponse(response, this.#abort.signal)
    const outcome = 'departed' in answer ? answer : toCallOutcome(answer)
    this.end('departed' in outcome ? outcome : undefined)
  }
}

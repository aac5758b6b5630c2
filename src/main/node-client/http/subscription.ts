import type { IncomingMessage } from 'node:http'
import { status } from '@grpc/grpc-js'
import { fail, ok } from '../../../shared/result'
import { background } from '../../background'
import { GatewayLines } from '../decode/gateway-line'
import { METHODS } from '../methods'
import { knownStatus } from '../status'
import {
  MAX_ANSWER_BYTES,
  REPLAY,
  RESUME_AFTER,
  type CallFailure,
  type Stream,
  type StreamHandlers
} from '../transport'
import { toCallOutcome, oversizedFailure, readResponse } from './read-response'
import { Lines } from './lines'
import { brokenConnection, sendRequest, type Gateway } from './request'
import { errorText } from '../../error-text'

/** A message of the largest size in base64, with its other fields. */
const MAX_LINE_BYTES = Math.ceil((MAX_ANSWER_BYTES * 4) / 3) + 4096

/**
 * The message stream as a GET with an endless response: one JSON object per line. The gateway sends nothing before the
 * first message, not even the response head.
 */
export class Subscription implements Stream {
  readonly #handlers: StreamHandlers
  readonly #abort = new AbortController()
  readonly #lines = new GatewayLines()
  #response: IncomingMessage | undefined
  #paused = false
  #ended = false

  constructor(gateway: Gateway, handlers: StreamHandlers, resumeAfter: string | undefined) {
    this.#handlers = handlers
    background(this.#run(gateway, resumeAfter), (error) => {
      this.#end({ code: status.INTERNAL, text: errorText(error), departed: true, said: 'connection' })
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

  async #run(gateway: Gateway, resumeAfter: string | undefined): Promise<void> {
    const { signal } = this.#abort
    const metadata = resumeAfter === undefined ? {} : { [RESUME_AFTER]: resumeAfter }
    const path = METHODS.Subscribe.httpPath
    const started = await sendRequest(gateway, { verb: 'GET', path, metadata }, signal)
    if (started.kind === 'not-connected') return void this.#end(brokenConnection(undefined, signal))
    if (started.kind === 'broken') return void this.#end(started.failure)
    const { response } = started
    if (response.statusCode !== 200) return this.#refused(response)
    this.#response = response
    if (response.headers[`grpc-metadata-${REPLAY}`] === 'true') this.#handlers.replays()
    const lines = new Lines(MAX_LINE_BYTES, (line) => this.#line(line))
    response.on('data', (chunk: Buffer) => {
      if (!lines.push(chunk)) this.#end(oversizedFailure())
    })
    response.on('end', () => this.#end(undefined))
    response.on('error', (error) => this.#end(brokenConnection(error, signal)))
    response.on('close', () => this.#end(brokenConnection(undefined, signal)))
    if (this.#paused) response.pause()
  }

  #line(bytes: Buffer): void {
    if (this.#ended) return
    const line = this.#lines.read(bytes)
    if (!line.ok) this.#handlers.frame(fail(line.error.code), bytes.length)
    else if (line.value.kind === 'error') {
      this.#end({
        code: knownStatus(line.value.code) ?? status.INTERNAL,
        text: line.value.text,
        said: 'node',
        departed: true
      })
    } else if (line.value.message.data.length > MAX_ANSWER_BYTES) this.#end(oversizedFailure())
    else this.#handlers.frame(ok(line.value.message), bytes.length)
  }

  async #refused(response: IncomingMessage): Promise<void> {
    const answer = await readResponse(response, this.#abort.signal)
    const outcome = 'departed' in answer ? answer : toCallOutcome(answer)
    this.#end('departed' in outcome ? outcome : undefined)
  }

  #end(failure: CallFailure | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#abort.abort('cancelled')
    this.#handlers.ended(failure)
  }
}

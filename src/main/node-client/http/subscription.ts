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
import { outcomeOf, oversized, readAnswer } from './read-response'
import { Lines } from './lines'
import { brokenBy, start, type Gateway } from './request'
import { errorText } from '../../error-text'

/** A message of the largest size, in base64, with the other fields around it. */
const MAX_LINE_BYTES = Math.ceil((MAX_ANSWER_BYTES * 4) / 3) + 4096

/**
 * The message stream as a GET whose answer does not end: one JSON object a line. The gateway sends nothing at all, not
 * even the head of the answer, before the first message.
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
    const started = await start(gateway, { verb: 'GET', path, metadata }, signal)
    if (started.kind === 'not-connected') return void this.#end(brokenBy(undefined, signal))
    if (started.kind === 'broken') return void this.#end(started.failure)
    const { response } = started
    if (response.statusCode !== 200) return this.#refused(response)
    this.#response = response
    if (response.headers[`grpc-metadata-${REPLAY}`] === 'true') this.#handlers.replays()
    const lines = new Lines(MAX_LINE_BYTES, (line) => this.#line(line))
    response.on('data', (chunk: Buffer) => {
      if (!lines.push(chunk)) this.#end(oversized())
    })
    response.on('end', () => this.#end(undefined))
    response.on('error', (error) => this.#end(brokenBy(error, signal)))
    response.on('close', () => this.#end(brokenBy(undefined, signal)))
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
    } else if (line.value.message.data.length > MAX_ANSWER_BYTES) this.#end(oversized())
    else this.#handlers.frame(ok(line.value.message), bytes.length)
  }

  async #refused(response: IncomingMessage): Promise<void> {
    const answer = await readAnswer(response, this.#abort.signal)
    const outcome = 'departed' in answer ? answer : outcomeOf(answer)
    this.#end('departed' in outcome ? outcome : undefined)
  }

  #end(failure: CallFailure | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#abort.abort('cancelled')
    this.#handlers.ended(failure)
  }
}

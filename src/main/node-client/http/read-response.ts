import type { IncomingMessage } from 'node:http'
import { status } from '@grpc/grpc-js'
import * as v from 'valibot'
import { FEE, MAX_ANSWER_BYTES, type CallFailure, type CallOutcome } from '../transport'
import { GrowingBuffer } from './growing-buffer'
import { knownStatus } from '../grpc-status'
import { brokenConnection } from './request'

/** A complete response. */
export interface HttpResponse {
  readonly status: number
  readonly location: string
  /** The fee of a payment in msat, as text. The gateway puts the trailing metadata into a header. */
  readonly feeText?: string | undefined
  readonly body: Buffer
}

/** Reads a response to its end. A broken connection, or a body above the limit, is a `CallFailure`. */
export async function readResponse(
  response: IncomingMessage,
  signal: AbortSignal
): Promise<HttpResponse | CallFailure> {
  const body = new GrowingBuffer(MAX_ANSWER_BYTES)
  try {
    for await (const chunk of response) {
      if (chunk instanceof Buffer && !body.append(chunk)) return oversizedFailure()
    }
  } catch (error) {
    return brokenConnection(error, signal)
  }
  const feeText = response.headers[`grpc-metadata-${FEE}`]
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location ?? '',
    feeText: typeof feeText === 'string' ? feeText : undefined,
    body: body.take()
  }
}

/** Converts a response to the outcome of its call. */
export function toCallOutcome({ status: httpStatus, body, feeText }: HttpResponse): CallOutcome {
  const json = parseJson(body)
  if (httpStatus === 200) {
    return json === undefined
      ? failed(status.INTERNAL, 'Received a response that is not JSON')
      : { kind: 'answered', message: json, feeText }
  }
  const failure = v.safeParse(GatewayFailure, json)
  return failure.success ? gatewayFailure(httpStatus, failure.output) : proxyFailure(httpStatus)
}

/** The same text as in grpc-js, so that one place maps both. */
export function oversizedFailure(): CallFailure {
  const text = `Received message larger than max (${MAX_ANSWER_BYTES})`
  return { code: status.RESOURCE_EXHAUSTED, text, said: 'connection', departed: true }
}

/** A failure as grpc-gateway writes it: the gRPC status of the call and its text. */
const GatewayFailure = v.object({ code: v.unknown(), message: v.string() })

/**
 * The HTTP statuses that grpc-gateway uses for those gRPC statuses that can prove that no money left (grpc-gateway
 * 2.11, runtime/errors.go, HTTPStatusFromCode). A body of this form with another HTTP status is not from the gateway.
 */
const HTTP_STATUS: Partial<Record<status, number>> = {
  [status.UNKNOWN]: 500,
  [status.ALREADY_EXISTS]: 409,
  [status.PERMISSION_DENIED]: 403,
  [status.UNAUTHENTICATED]: 401,
  [status.UNIMPLEMENTED]: 501,
  [status.UNAVAILABLE]: 503
}

function gatewayFailure(httpStatus: number, failure: v.InferOutput<typeof GatewayFailure>): CallOutcome {
  const code = knownStatus(failure.code)
  if (code === undefined) return failed(status.INTERNAL, failure.message)
  // A path that the gateway does not serve. A proxy may return the same, so it proves nothing.
  const noSuchPath = httpStatus === 404 && code === status.NOT_FOUND && failure.message === 'Not Found'
  if (noSuchPath) return failed(status.UNIMPLEMENTED, failure.message)
  const said = (HTTP_STATUS[code] ?? httpStatus) === httpStatus ? 'node' : 'connection'
  return { kind: 'failed', code, text: failure.message, said, departed: true }
}

/** A response of something in front of the gateway, mapped as for gRPC (grpc: http-grpc-status-mapping). */
function proxyFailure(httpStatus: number): CallOutcome {
  const text = `Received HTTP status code ${httpStatus}`
  switch (httpStatus) {
    case 401:
      return failed(status.UNAUTHENTICATED, text)
    case 403:
      return failed(status.PERMISSION_DENIED, text)
    case 404:
      return failed(status.UNIMPLEMENTED, text)
    case 429:
    case 502:
    case 503:
    case 504:
      return failed(status.UNAVAILABLE, text)
    default:
      return failed(status.UNKNOWN, text)
  }
}

/** A failure whose status and text are not the node's own. */
const failed = (code: status, text: string): CallOutcome => ({
  kind: 'failed',
  code,
  text,
  said: 'connection',
  departed: true
})

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

import { status } from '@grpc/grpc-js'
import * as v from 'valibot'
import { knownStatus } from '../grpc-status'
import type { CallFailure } from '../transport'

/** Each field may be missing or of another type: some of grpc-js's errors are plain Errors (1.14, compression). */
const CallError = v.object({
  code: v.optional(v.unknown()),
  details: v.fallback(v.optional(v.string()), undefined),
  message: v.fallback(v.optional(v.string()), undefined),
  /** Set if the stream was reset; then no status was received. */
  rstCode: v.optional(v.unknown())
})

/** Reads the error of a failed call. Never throws, whatever the value is. */
export function readCallError(error: unknown, departed: boolean): CallFailure {
  const parsed = parse(error)
  if (parsed === undefined) return { code: status.INTERNAL, text: '', said: 'connection', departed }
  const { code, details, message, rstCode } = parsed
  const text = details ?? message ?? ''
  const known = knownStatus(code)
  if (known === undefined) return { code: status.INTERNAL, text, said: 'connection', departed }
  const ownWords = details === undefined || rstCode !== undefined || isLibraryText(text)
  return { code: known, text, said: ownWords ? 'connection' : 'node', departed }
}

function parse(error: unknown): v.InferOutput<typeof CallError> | undefined {
  try {
    const parsed = v.safeParse(CallError, error)
    return parsed.success ? parsed.output : undefined
  } catch {
    // Reading a field threw.
    return undefined
  }
}

/** Texts that grpc-js 1.14 creates itself. Nothing else distinguishes them from texts of the node. */
const LIBRARY_TEXTS: readonly RegExp[] = [
  /^(?:No message received|Too many responses received|No status information received)$/u,
  /^Received (?:HTTP status code|RST_STREAM with code|message larger|message that|message compressed|compressed message)\b/u,
  /^(?:Stream refused by server|Connection dropped|Call cancelled|Protocol not secure enough)$/u,
  /^(?:Cancelled on client|Cancelled by parent call|Discarded in favor of other hedged attempt)$/u,
  /^(?:Bandwidth exhausted or memory limit exceeded|Channel closed before call started)$/u,
  /^Deadline exceeded\b/u,
  /^(?:Request message serialization failure|Response message parsing error): /u,
  /^Failed to (?:decompress|start HTTP\/2 stream|parse)\b/u,
  /^Write (?:error: |failed with error )/u,
  /^(?:Name resolution failed|No connection established|Getting metadata from plugin failed|Parsing service config failed|Invalid status from control plane)\b/u,
  /^(?:Attempted to send message with a size|Compression method not supported|Unexpected read state)\b/u,
  /^(?:Metadata (?:key|string value) "|keys that (?:don't )?end with '-bin'|"authorization" metadata cannot)/u,
  // Node.js texts for a broken socket, which grpc-js passes on.
  /^(?:read|write|connect) E[A-Z]+\b/u
]

export function isLibraryText(text: string): boolean {
  return LIBRARY_TEXTS.some((pattern) => pattern.test(text))
}

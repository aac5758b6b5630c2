import type { NodeMessage } from '../../../../../src/main/node-client/api'
import { decodeFrame } from '../../../../../src/main/node-client/decode/frame'

export const bytes = (text: string) => new TextEncoder().encode(text)

export const MAX_INT64 = 2n ** 63n - 1n

export const MIN_INT64 = -(2n ** 63n)

/** Decodes a frame that must be valid. */
export function decoded(frame: Uint8Array): NodeMessage {
  const result = decodeFrame(frame)
  if (!result.ok) throw new Error(`refused: ${result.error.code}`)
  return { ...result.value, data: new Uint8Array(result.value.data) }
}

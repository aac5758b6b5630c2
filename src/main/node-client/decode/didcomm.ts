import * as v from 'valibot'
import { fail, ok, type Result } from '../../../shared/result'
import type { MalformedFrame, NodeMessage } from '../api'
import { parseJson } from './json'

/** What a person wrote to a person (didcomm.org, basicmessage 2.0). */
const BASIC_MESSAGE = 'https://didcomm.org/basicmessage/2.0/message'

/** A field that is missing, null or of another type is as good as empty: the message itself must not be lost. */
const Text = v.fallback(v.string(), '')
const Didcomm = v.object({ id: Text, thid: Text, type: Text, from: Text, body: v.optional(v.unknown()) })
const BasicBody = v.object({ content: v.string() })

/**
 * A DIDComm plaintext message as the second generation of the node delivers it. A basic message becomes a person's
 * text, like the first generation's service type `message`; any other type keeps its URI as service type and its body,
 * as JSON, as data. The node writes the id of the message that is answered to `thid`.
 */
export function readDidcomm(json: Uint8Array, amount: bigint): Result<NodeMessage, MalformedFrame> {
  const value = parseJson(json)
  const parsed = v.safeParse(Didcomm, value)
  if (!parsed.success || Array.isArray(value)) return fail('json')
  const { id, thid, type, from, body } = parsed.output
  const basic = type === BASIC_MESSAGE ? v.safeParse(BasicBody, body) : undefined
  // `from` is part of the plaintext: the node delivers whatever an unsigned message, or a POST by anybody, says there.
  const message = { id, replyToId: thid === id ? '' : thid, from, claimed: true, amount }
  if (basic?.success === true) {
    return ok({ ...message, data: encode(basic.output.content), serviceType: 'message' })
  }
  return ok({ ...message, data: bodyBytes(body) ?? json, serviceType: type })
}

/** Undefined where the body is nested so deep that it cannot be written: the parser has no limit, the writer has. */
function bodyBytes(body: unknown): Uint8Array | undefined {
  try {
    return encode(JSON.stringify(body ?? null))
  } catch {
    return undefined
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

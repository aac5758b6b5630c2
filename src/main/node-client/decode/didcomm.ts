import * as v from 'valibot'
import { fail, ok, type Result } from '../../../shared/result'
import type { MalformedFrame, NodeMessage } from '../api'
import { parseJson } from './parse-json'

/** Text from one person to another (didcomm.org, basicmessage 2.0). */
const BASIC_MESSAGE = 'https://didcomm.org/basicmessage/2.0/message'

/** A field that is missing, null or of another type counts as empty, so that the message is not lost. */
const Text = v.fallback(v.string(), '')
const Didcomm = v.object({ id: Text, thid: Text, type: Text, from: Text, body: v.optional(v.unknown()) })
const BasicBody = v.object({ content: v.string() })

/**
 * Reads a DIDComm plaintext message as the second generation of the node delivers it. A basic message becomes a text of
 * a person, like the service type `message` of the first generation. Any other type keeps its URI as service type and
 * its body, as JSON, as data. The node writes the id of the message replied to into `thid`.
 */
export function readDidcomm(json: Uint8Array, amount: bigint): Result<NodeMessage, MalformedFrame> {
  const value = parseJson(json)
  const parsed = v.safeParse(Didcomm, value)
  if (!parsed.success || Array.isArray(value)) return fail('json')
  const { id, thid, type, from, body } = parsed.output
  const basic = type === BASIC_MESSAGE ? v.safeParse(BasicBody, body) : undefined
  // `from` is part of the plaintext. The node delivers whatever an unsigned message, or anybody's POST, contains there.
  const message = {
    id,
    replyToId: thid === id ? '' : thid,
    from,
    claimed: true,
    amount,
    settledAt: undefined
  }
  if (basic?.success === true) {
    return ok({ ...message, data: encode(basic.output.content), serviceType: 'message' })
  }
  return ok({ ...message, data: bodyBytes(body) ?? json, serviceType: type })
}

/** Undefined if the body is nested too deep to be serialised: the parser has no depth limit, the serialiser has. */
function bodyBytes(body: unknown): Uint8Array | undefined {
  try {
    return encode(JSON.stringify(body ?? null))
  } catch {
    return undefined
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

import * as v from 'valibot'
import { fail, ok, type Result } from '../../shared/result'

/** The part of a protobuf message descriptor that the JSON mapping needs. */
const Descriptor = v.object({
  field: v.optional(
    v.array(
      v.object({
        name: v.string(),
        type: v.string(),
        label: v.string(),
        proto3Optional: v.optional(v.boolean())
      })
    ),
    []
  )
})

export type MessageFields = v.InferOutput<typeof Descriptor>['field']

/** `bytes` fields are base64 in JSON; a node that declares `data` as `string` writes the text itself. */
export type BytesAs = 'base64' | 'text'

export function messageFields(descriptor: object): MessageFields {
  return v.parse(Descriptor, descriptor).field
}

/**
 * Converts a message as grpc-gateway does: camelCase, int64 as strings, default values included, but no optional fields
 * that are not set.
 */
export function toJson(message: object, fields: MessageFields, bytesAs: BytesAs): Record<string, unknown> {
  const values = new Map(Object.entries(message))
  return Object.fromEntries(
    fields
      .filter(({ name, proto3Optional }) => proto3Optional !== true || values.get(name) !== undefined)
      .map(({ name, type, label }) => {
        const value: unknown = values.get(name)
        const json = (one: unknown) => jsonValue(one, type, name === 'data' ? bytesAs : 'base64')
        if (label !== 'LABEL_REPEATED') return [camelCase(name), json(value)]
        return [camelCase(name), Array.isArray(value) ? value.map(json) : []]
      })
  )
}

/** Reads the fields of a message from JSON, by either of their names, into the form that proto-loader decodes to. */
export function fromJson(json: unknown, fields: MessageFields): Result<object, 'invalid'> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return fail('invalid', 'not an object')
  const values = new Map<string, unknown>(Object.entries(json))
  const message: Record<string, unknown> = {}
  for (const { name, type } of fields) {
    const value = protoValue(values.get(camelCase(name)) ?? values.get(name), type)
    if (value === undefined) return fail('invalid', `invalid value for field ${camelCase(name)}`)
    message[name] = value
  }
  return ok(message)
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}

function jsonValue(value: unknown, type: string, bytesAs: BytesAs): unknown {
  switch (type) {
    case 'TYPE_INT64':
      // protobuf.js gives int64 fields as decimal strings.
      return typeof value === 'string' ? value : '0'
    case 'TYPE_BOOL':
      return value ?? false
    case 'TYPE_BYTES':
      return value instanceof Uint8Array
        ? Buffer.from(value).toString(bytesAs === 'base64' ? 'base64' : 'utf8')
        : ''
    default:
      return value ?? ''
  }
}

/** Undefined: not a value of this type. */
function protoValue(value: unknown, type: string): unknown {
  const text = value ?? ''
  switch (type) {
    case 'TYPE_INT64':
      return int64(value ?? '0')
    case 'TYPE_BOOL':
      return typeof (value ?? false) === 'boolean' ? (value ?? false) : undefined
    case 'TYPE_BYTES':
      return typeof text === 'string' ? Buffer.from(text, 'base64') : undefined
    default:
      return typeof text === 'string' ? text : undefined
  }
}

/** A string of digits, or a number that JSON has not rounded. */
function int64(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value.toString() : undefined
  if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return undefined
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? value : undefined
}

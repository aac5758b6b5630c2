import type { Type } from 'protobufjs/light'
import { fail, ok, type Result } from '../../shared/result'

/** The part of a protobuf message that the JSON mapping needs. */
export type MessageFields = readonly {
  readonly name: string
  /** As in the proto: `int64`, `string` and so on. */
  readonly type: string
  readonly isOptional: boolean
}[]

/** `bytes` fields are base64 in JSON; a node that declares `data` as `string` writes the text itself. */
export type BytesAs = 'base64' | 'text'

export function messageFields({ fieldsArray }: Type): MessageFields {
  return fieldsArray.map((field) => ({
    name: field.name,
    type: field.type,
    isOptional: field.getOption('proto3_optional') === true
  }))
}

/**
 * Converts a message as grpc-gateway does: camelCase, int64 as strings, default values included, but no optional fields
 * that are not set.
 */
export function toJson(message: object, fields: MessageFields, bytesAs: BytesAs): Record<string, unknown> {
  const values = new Map(Object.entries(message))
  return Object.fromEntries(
    fields
      .filter(({ name, isOptional }) => !isOptional || values.get(name) !== undefined)
      .map(({ name, type }) => [
        camelCase(name),
        jsonValue(values.get(name), type, name === 'data' ? bytesAs : 'base64')
      ])
  )
}

/** Reads the fields of a message from JSON, by either of their names, into the form that protobufjs decodes to. */
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
    case 'int64':
      // protobuf.js gives int64 fields as decimal strings.
      return typeof value === 'string' ? value : '0'
    case 'bool':
      return value ?? false
    case 'bytes':
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
    case 'int64':
      return int64(value ?? '0')
    case 'bool':
      return typeof (value ?? false) === 'boolean' ? (value ?? false) : undefined
    case 'bytes':
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

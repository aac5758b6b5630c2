import * as v from 'valibot'
import type { NodeMethodDefinition } from '../api/protos'
import { messageFields, type MessageFields } from './json'

/** The HTTP binding of a method. */
export interface Route {
  /** The gRPC path. */
  readonly method: string
  readonly verb: 'GET' | 'POST'
  readonly pattern: string
  readonly requestFields: MessageFields
  readonly responseFields: MessageFields
}

/** The option `google.api.http` of a method; the protos use only these two forms. */
const Binding = v.object({
  '(google.api.http)': v.union([v.object({ post: v.string() }), v.object({ get: v.string() })])
})

/** Reads the routes from the protos, so that the gateway serves exactly their bindings. */
export function routes(definitions: readonly NodeMethodDefinition[]): readonly Route[] {
  return definitions.map((definition) => {
    const binding = v.parse(Binding, definition.options)['(google.api.http)']
    return {
      method: definition.path,
      ...('post' in binding
        ? { verb: 'POST' as const, pattern: binding.post }
        : { verb: 'GET' as const, pattern: binding.get }),
      requestFields: messageFields(definition.requestType.type),
      responseFields: messageFields(definition.responseType.type)
    }
  })
}

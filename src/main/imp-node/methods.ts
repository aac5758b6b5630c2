import { fromJSON, type MethodDefinition } from '@grpc/proto-loader'
import * as v from 'valibot'
import core from '../../../proto/imp/api/v2/core/core.proto'
import lightning from '../../../proto/imp/api/v2/lightning/lightning.proto'
import messaging from '../../../proto/imp/api/messaging/messaging.proto'
import websocket from '../../../proto/imp/api/websocket/websocket.proto'

/** The node's calls that the wallet knows. The Lightning calls of the first generation are the same in the second. */
export type MethodName =
  | 'GenerateInvoice'
  | 'PayInvoice'
  | 'CheckInvoice'
  | 'GetChannels'
  | 'ListPayments'
  | 'ListInvoices'
  | 'SendMessage'
  | 'Status'
  | 'Subscribe'

export interface Method {
  /** As in the `:path` of gRPC over HTTP/2. */
  readonly path: string
  /** The HTTP binding that the proto gives it. */
  readonly httpPath: string
  readonly httpVerb: 'GET' | 'POST'
  readonly encode: (request: object) => Buffer
  /** int64 as decimal strings: no amount passes through a number. */
  readonly decode: (bytes: Buffer) => unknown
}

const HttpBinding = v.object({
  '(google.api.http)': v.union([v.object({ post: v.string() }), v.object({ get: v.string() })])
})

function method(definition: MethodDefinition<object, object> | undefined): Method {
  if (definition === undefined) throw new Error('the protos lack a method')
  const binding = v.parse(HttpBinding, definition.options)['(google.api.http)']
  return {
    path: definition.path,
    ...('post' in binding
      ? { httpPath: binding.post, httpVerb: 'POST' }
      : { httpPath: binding.get, httpVerb: 'GET' }),
    encode: definition.requestSerialize,
    decode: definition.responseDeserialize
  }
}

function service(
  descriptor: Parameters<typeof fromJSON>[0],
  name: string
): Record<string, MethodDefinition<object, object>> {
  const definition = fromJSON(descriptor, { keepCase: true, longs: String, bytes: Buffer, defaults: true })[
    name
  ]
  if (definition === undefined || 'format' in definition) throw new Error(`the protos lack ${name}`)
  return definition
}

const calls = {
  ...service(core, 'core.Core'),
  ...service(lightning, 'lightning.Lightning'),
  ...service(messaging, 'messaging.Messaging'),
  ...service(websocket, 'websocket.Websocket')
}

export const METHODS: Readonly<Record<MethodName, Method>> = {
  GenerateInvoice: method(calls['GenerateInvoice']),
  PayInvoice: method(calls['PayInvoice']),
  CheckInvoice: method(calls['CheckInvoice']),
  GetChannels: method(calls['GetChannels']),
  ListPayments: method(calls['ListPayments']),
  ListInvoices: method(calls['ListInvoices']),
  SendMessage: method(calls['SendMessage']),
  Status: method(calls['Status']),
  Subscribe: method(calls['Subscribe'])
}

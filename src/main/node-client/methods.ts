import { fromJSON, type MethodDefinition } from '@grpc/proto-loader'
import * as v from 'valibot'
import core from '../../../proto/imp/api/v2/core/core.proto'
import lightning from '../../../proto/imp/api/v2/lightning/lightning.proto'
import extension from '../../../proto/imp/extension/v1/node.proto'
import messaging from '../../../proto/imp/api/messaging/messaging.proto'
import websocket from '../../../proto/imp/api/websocket/websocket.proto'
import type { EstimateFeeRequest } from '../../proto-types/generated/extension/imp/extension/v1/EstimateFeeRequest'
import type { GetInfoRequest } from '../../proto-types/generated/extension/imp/extension/v1/GetInfoRequest'
import type { PayInvoiceRequest as PayOnTermsRequest } from '../../proto-types/generated/extension/imp/extension/v1/PayInvoiceRequest'
import type { TrackMessageRequest } from '../../proto-types/generated/extension/imp/extension/v1/TrackMessageRequest'
import type { TrackPaymentRequest } from '../../proto-types/generated/extension/imp/extension/v1/TrackPaymentRequest'
import type { WatchInvoicesRequest } from '../../proto-types/generated/extension/imp/extension/v1/WatchInvoicesRequest'
import type { SendMessageRequest } from '../../proto-types/generated/v1/messaging/SendMessageRequest'
import type { SubscribeRequest } from '../../proto-types/generated/v1/websocket/SubscribeRequest'
import type { StatusRequest } from '../../proto-types/generated/v2/core/StatusRequest'
import type { CheckInvoiceRequest } from '../../proto-types/generated/v2/lightning/CheckInvoiceRequest'
import type { GenerateInvoiceRequest } from '../../proto-types/generated/v2/lightning/GenerateInvoiceRequest'
import type { GetChannelsRequest } from '../../proto-types/generated/v2/lightning/GetChannelsRequest'
import type { ListInvoicesRequest } from '../../proto-types/generated/v2/lightning/ListInvoicesRequest'
import type { ListPaymentsRequest } from '../../proto-types/generated/v2/lightning/ListPaymentsRequest'
import type { PayInvoiceRequest } from '../../proto-types/generated/v2/lightning/PayInvoiceRequest'

/**
 * The calls that the wallet uses, each with its request. The Lightning calls of the first generation are the same in
 * the second. Those after Subscribe belong to the extension; its PayInvoice is called PayOnTerms here.
 */
export interface Requests {
  readonly GenerateInvoice: GenerateInvoiceRequest
  readonly PayInvoice: PayInvoiceRequest
  readonly CheckInvoice: CheckInvoiceRequest
  readonly GetChannels: GetChannelsRequest
  readonly ListPayments: ListPaymentsRequest
  readonly ListInvoices: ListInvoicesRequest
  readonly SendMessage: SendMessageRequest
  readonly Status: StatusRequest
  readonly Subscribe: SubscribeRequest
  readonly GetInfo: GetInfoRequest
  readonly TrackPayment: TrackPaymentRequest
  readonly EstimateFee: EstimateFeeRequest
  readonly TrackMessage: TrackMessageRequest
  readonly WatchInvoices: WatchInvoicesRequest
  readonly PayOnTerms: PayOnTermsRequest
}
export type MethodName = keyof Requests

export interface Method<Request> {
  /** As in the `:path` of gRPC over HTTP/2. */
  readonly path: string
  /** The path of the HTTP binding in the proto. */
  readonly httpPath: string
  readonly httpVerb: 'GET' | 'POST'
  readonly encode: (request: Request) => Buffer
  /** int64 as decimal strings, so that no amount becomes a number. */
  readonly decode: (bytes: Buffer) => unknown
}

const HttpBinding = v.object({
  '(google.api.http)': v.union([v.object({ post: v.string() }), v.object({ get: v.string() })])
})

function method(definition: MethodDefinition<object, object> | undefined): Method<object> {
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

const extended = service(extension, 'imp.extension.v1.Node')

export const METHODS: { readonly [Name in MethodName]: Method<Requests[Name]> } = {
  GenerateInvoice: method(calls['GenerateInvoice']),
  PayInvoice: method(calls['PayInvoice']),
  CheckInvoice: method(calls['CheckInvoice']),
  GetChannels: method(calls['GetChannels']),
  ListPayments: method(calls['ListPayments']),
  ListInvoices: method(calls['ListInvoices']),
  SendMessage: method(calls['SendMessage']),
  Status: method(calls['Status']),
  Subscribe: method(calls['Subscribe']),
  GetInfo: method(extended['GetInfo']),
  TrackPayment: method(extended['TrackPayment']),
  EstimateFee: method(extended['EstimateFee']),
  TrackMessage: method(extended['TrackMessage']),
  WatchInvoices: method(extended['WatchInvoices']),
  PayOnTerms: method(extended['PayInvoice'])
}

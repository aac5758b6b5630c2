import * as v from 'valibot'
import core from '../../../proto/imp/api/v2/core/core.proto'
import lightning from '../../../proto/imp/api/v2/lightning/lightning.proto'
import extension from '../../../proto/imp/extension/v1/node.proto'
import messaging from '../../../proto/imp/api/messaging/messaging.proto'
import websocket from '../../../proto/imp/api/websocket/websocket.proto'
import { grpcMethods } from '../../shared/grpc-methods'
import type { EstimateFeeRequest } from '../../proto-types/generated/extension/imp/extension/v1/EstimateFeeRequest'
import type { GetInfoRequest } from '../../proto-types/generated/extension/imp/extension/v1/GetInfoRequest'
import type { PayInvoiceRequest as PayOnTermsRequest } from '../../proto-types/generated/extension/imp/extension/v1/PayInvoiceRequest'
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

function method(name: string): Method<object> {
  const definition = methods.get(name)
  if (definition === undefined) throw new Error(`the protos lack ${name}`)
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

const methods = new Map(
  [core, lightning, messaging, websocket, extension].flatMap((descriptor) => [
    ...grpcMethods(descriptor, { longs: String, bytes: Buffer, defaults: true })
  ])
)

export const METHODS: { readonly [Name in MethodName]: Method<Requests[Name]> } = {
  GenerateInvoice: method('lightning.Lightning/GenerateInvoice'),
  PayInvoice: method('lightning.Lightning/PayInvoice'),
  CheckInvoice: method('lightning.Lightning/CheckInvoice'),
  GetChannels: method('lightning.Lightning/GetChannels'),
  ListPayments: method('lightning.Lightning/ListPayments'),
  ListInvoices: method('lightning.Lightning/ListInvoices'),
  SendMessage: method('messaging.Messaging/SendMessage'),
  Status: method('core.Core/Status'),
  Subscribe: method('websocket.Websocket/Subscribe'),
  GetInfo: method('imp.extension.v1.Node/GetInfo'),
  TrackPayment: method('imp.extension.v1.Node/TrackPayment'),
  EstimateFee: method('imp.extension.v1.Node/EstimateFee'),
  WatchInvoices: method('imp.extension.v1.Node/WatchInvoices'),
  PayOnTerms: method('imp.extension.v1.Node/PayInvoice')
}

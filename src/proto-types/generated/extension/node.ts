import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { EstimateFeeRequest as _imp_extension_v1_EstimateFeeRequest, EstimateFeeRequest__Output as _imp_extension_v1_EstimateFeeRequest__Output } from './imp/extension/v1/EstimateFeeRequest';
import type { EstimateFeeResponse as _imp_extension_v1_EstimateFeeResponse, EstimateFeeResponse__Output as _imp_extension_v1_EstimateFeeResponse__Output } from './imp/extension/v1/EstimateFeeResponse';
import type { GetInfoRequest as _imp_extension_v1_GetInfoRequest, GetInfoRequest__Output as _imp_extension_v1_GetInfoRequest__Output } from './imp/extension/v1/GetInfoRequest';
import type { GetInfoResponse as _imp_extension_v1_GetInfoResponse, GetInfoResponse__Output as _imp_extension_v1_GetInfoResponse__Output } from './imp/extension/v1/GetInfoResponse';
import type { NodeClient as _imp_extension_v1_NodeClient, NodeDefinition as _imp_extension_v1_NodeDefinition } from './imp/extension/v1/Node';
import type { PayInvoiceRequest as _imp_extension_v1_PayInvoiceRequest, PayInvoiceRequest__Output as _imp_extension_v1_PayInvoiceRequest__Output } from './imp/extension/v1/PayInvoiceRequest';
import type { PayInvoiceResponse as _imp_extension_v1_PayInvoiceResponse, PayInvoiceResponse__Output as _imp_extension_v1_PayInvoiceResponse__Output } from './imp/extension/v1/PayInvoiceResponse';
import type { SettledInvoice as _imp_extension_v1_SettledInvoice, SettledInvoice__Output as _imp_extension_v1_SettledInvoice__Output } from './imp/extension/v1/SettledInvoice';
import type { SubscribeResponse as _imp_extension_v1_SubscribeResponse, SubscribeResponse__Output as _imp_extension_v1_SubscribeResponse__Output } from './imp/extension/v1/SubscribeResponse';
import type { TrackMessageRequest as _imp_extension_v1_TrackMessageRequest, TrackMessageRequest__Output as _imp_extension_v1_TrackMessageRequest__Output } from './imp/extension/v1/TrackMessageRequest';
import type { TrackMessageResponse as _imp_extension_v1_TrackMessageResponse, TrackMessageResponse__Output as _imp_extension_v1_TrackMessageResponse__Output } from './imp/extension/v1/TrackMessageResponse';
import type { TrackPaymentRequest as _imp_extension_v1_TrackPaymentRequest, TrackPaymentRequest__Output as _imp_extension_v1_TrackPaymentRequest__Output } from './imp/extension/v1/TrackPaymentRequest';
import type { TrackPaymentResponse as _imp_extension_v1_TrackPaymentResponse, TrackPaymentResponse__Output as _imp_extension_v1_TrackPaymentResponse__Output } from './imp/extension/v1/TrackPaymentResponse';
import type { WatchInvoicesRequest as _imp_extension_v1_WatchInvoicesRequest, WatchInvoicesRequest__Output as _imp_extension_v1_WatchInvoicesRequest__Output } from './imp/extension/v1/WatchInvoicesRequest';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    api: {
    }
  }
  imp: {
    extension: {
      v1: {
        EstimateFeeRequest: MessageTypeDefinition<_imp_extension_v1_EstimateFeeRequest, _imp_extension_v1_EstimateFeeRequest__Output>
        EstimateFeeResponse: MessageTypeDefinition<_imp_extension_v1_EstimateFeeResponse, _imp_extension_v1_EstimateFeeResponse__Output>
        GetInfoRequest: MessageTypeDefinition<_imp_extension_v1_GetInfoRequest, _imp_extension_v1_GetInfoRequest__Output>
        GetInfoResponse: MessageTypeDefinition<_imp_extension_v1_GetInfoResponse, _imp_extension_v1_GetInfoResponse__Output>
        /**
         * Beside the seed's services on the same ports. A client that knows only the seed misses nothing it relies on.
         */
        Node: SubtypeConstructor<typeof grpc.Client, _imp_extension_v1_NodeClient> & { service: _imp_extension_v1_NodeDefinition }
        PayInvoiceRequest: MessageTypeDefinition<_imp_extension_v1_PayInvoiceRequest, _imp_extension_v1_PayInvoiceRequest__Output>
        PayInvoiceResponse: MessageTypeDefinition<_imp_extension_v1_PayInvoiceResponse, _imp_extension_v1_PayInvoiceResponse__Output>
        SettledInvoice: MessageTypeDefinition<_imp_extension_v1_SettledInvoice, _imp_extension_v1_SettledInvoice__Output>
        SubscribeResponse: MessageTypeDefinition<_imp_extension_v1_SubscribeResponse, _imp_extension_v1_SubscribeResponse__Output>
        TrackMessageRequest: MessageTypeDefinition<_imp_extension_v1_TrackMessageRequest, _imp_extension_v1_TrackMessageRequest__Output>
        TrackMessageResponse: MessageTypeDefinition<_imp_extension_v1_TrackMessageResponse, _imp_extension_v1_TrackMessageResponse__Output>
        TrackPaymentRequest: MessageTypeDefinition<_imp_extension_v1_TrackPaymentRequest, _imp_extension_v1_TrackPaymentRequest__Output>
        TrackPaymentResponse: MessageTypeDefinition<_imp_extension_v1_TrackPaymentResponse, _imp_extension_v1_TrackPaymentResponse__Output>
        WatchInvoicesRequest: MessageTypeDefinition<_imp_extension_v1_WatchInvoicesRequest, _imp_extension_v1_WatchInvoicesRequest__Output>
      }
    }
  }
}


import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { CheckInvoiceRequest as _lightning_CheckInvoiceRequest, CheckInvoiceRequest__Output as _lightning_CheckInvoiceRequest__Output } from './lightning/CheckInvoiceRequest';
import type { CheckInvoiceResponse as _lightning_CheckInvoiceResponse, CheckInvoiceResponse__Output as _lightning_CheckInvoiceResponse__Output } from './lightning/CheckInvoiceResponse';
import type { GenerateInvoiceRequest as _lightning_GenerateInvoiceRequest, GenerateInvoiceRequest__Output as _lightning_GenerateInvoiceRequest__Output } from './lightning/GenerateInvoiceRequest';
import type { GenerateInvoiceResponse as _lightning_GenerateInvoiceResponse, GenerateInvoiceResponse__Output as _lightning_GenerateInvoiceResponse__Output } from './lightning/GenerateInvoiceResponse';
import type { GetChannelsRequest as _lightning_GetChannelsRequest, GetChannelsRequest__Output as _lightning_GetChannelsRequest__Output } from './lightning/GetChannelsRequest';
import type { GetChannelsResponse as _lightning_GetChannelsResponse, GetChannelsResponse__Output as _lightning_GetChannelsResponse__Output } from './lightning/GetChannelsResponse';
import type { LightningClient as _lightning_LightningClient, LightningDefinition as _lightning_LightningDefinition } from './lightning/Lightning';
import type { ListInvoicesRequest as _lightning_ListInvoicesRequest, ListInvoicesRequest__Output as _lightning_ListInvoicesRequest__Output } from './lightning/ListInvoicesRequest';
import type { ListInvoicesResponse as _lightning_ListInvoicesResponse, ListInvoicesResponse__Output as _lightning_ListInvoicesResponse__Output } from './lightning/ListInvoicesResponse';
import type { ListPaymentsRequest as _lightning_ListPaymentsRequest, ListPaymentsRequest__Output as _lightning_ListPaymentsRequest__Output } from './lightning/ListPaymentsRequest';
import type { ListPaymentsResponse as _lightning_ListPaymentsResponse, ListPaymentsResponse__Output as _lightning_ListPaymentsResponse__Output } from './lightning/ListPaymentsResponse';
import type { PayInvoiceRequest as _lightning_PayInvoiceRequest, PayInvoiceRequest__Output as _lightning_PayInvoiceRequest__Output } from './lightning/PayInvoiceRequest';
import type { PayInvoiceResponse as _lightning_PayInvoiceResponse, PayInvoiceResponse__Output as _lightning_PayInvoiceResponse__Output } from './lightning/PayInvoiceResponse';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    api: {
    }
  }
  lightning: {
    CheckInvoiceRequest: MessageTypeDefinition<_lightning_CheckInvoiceRequest, _lightning_CheckInvoiceRequest__Output>
    CheckInvoiceResponse: MessageTypeDefinition<_lightning_CheckInvoiceResponse, _lightning_CheckInvoiceResponse__Output>
    GenerateInvoiceRequest: MessageTypeDefinition<_lightning_GenerateInvoiceRequest, _lightning_GenerateInvoiceRequest__Output>
    GenerateInvoiceResponse: MessageTypeDefinition<_lightning_GenerateInvoiceResponse, _lightning_GenerateInvoiceResponse__Output>
    GetChannelsRequest: MessageTypeDefinition<_lightning_GetChannelsRequest, _lightning_GetChannelsRequest__Output>
    GetChannelsResponse: MessageTypeDefinition<_lightning_GetChannelsResponse, _lightning_GetChannelsResponse__Output>
    Lightning: SubtypeConstructor<typeof grpc.Client, _lightning_LightningClient> & { service: _lightning_LightningDefinition }
    ListInvoicesRequest: MessageTypeDefinition<_lightning_ListInvoicesRequest, _lightning_ListInvoicesRequest__Output>
    ListInvoicesResponse: MessageTypeDefinition<_lightning_ListInvoicesResponse, _lightning_ListInvoicesResponse__Output>
    ListPaymentsRequest: MessageTypeDefinition<_lightning_ListPaymentsRequest, _lightning_ListPaymentsRequest__Output>
    ListPaymentsResponse: MessageTypeDefinition<_lightning_ListPaymentsResponse, _lightning_ListPaymentsResponse__Output>
    PayInvoiceRequest: MessageTypeDefinition<_lightning_PayInvoiceRequest, _lightning_PayInvoiceRequest__Output>
    PayInvoiceResponse: MessageTypeDefinition<_lightning_PayInvoiceResponse, _lightning_PayInvoiceResponse__Output>
  }
}


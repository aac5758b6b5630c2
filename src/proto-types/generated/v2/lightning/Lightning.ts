// Original file: imp/api/v2/lightning/lightning.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CheckInvoiceRequest as _lightning_CheckInvoiceRequest, CheckInvoiceRequest__Output as _lightning_CheckInvoiceRequest__Output } from '../lightning/CheckInvoiceRequest';
import type { CheckInvoiceResponse as _lightning_CheckInvoiceResponse, CheckInvoiceResponse__Output as _lightning_CheckInvoiceResponse__Output } from '../lightning/CheckInvoiceResponse';
import type { GenerateInvoiceRequest as _lightning_GenerateInvoiceRequest, GenerateInvoiceRequest__Output as _lightning_GenerateInvoiceRequest__Output } from '../lightning/GenerateInvoiceRequest';
import type { GenerateInvoiceResponse as _lightning_GenerateInvoiceResponse, GenerateInvoiceResponse__Output as _lightning_GenerateInvoiceResponse__Output } from '../lightning/GenerateInvoiceResponse';
import type { GetChannelsRequest as _lightning_GetChannelsRequest, GetChannelsRequest__Output as _lightning_GetChannelsRequest__Output } from '../lightning/GetChannelsRequest';
import type { GetChannelsResponse as _lightning_GetChannelsResponse, GetChannelsResponse__Output as _lightning_GetChannelsResponse__Output } from '../lightning/GetChannelsResponse';
import type { ListInvoicesRequest as _lightning_ListInvoicesRequest, ListInvoicesRequest__Output as _lightning_ListInvoicesRequest__Output } from '../lightning/ListInvoicesRequest';
import type { ListInvoicesResponse as _lightning_ListInvoicesResponse, ListInvoicesResponse__Output as _lightning_ListInvoicesResponse__Output } from '../lightning/ListInvoicesResponse';
import type { ListPaymentsRequest as _lightning_ListPaymentsRequest, ListPaymentsRequest__Output as _lightning_ListPaymentsRequest__Output } from '../lightning/ListPaymentsRequest';
import type { ListPaymentsResponse as _lightning_ListPaymentsResponse, ListPaymentsResponse__Output as _lightning_ListPaymentsResponse__Output } from '../lightning/ListPaymentsResponse';
import type { PayInvoiceRequest as _lightning_PayInvoiceRequest, PayInvoiceRequest__Output as _lightning_PayInvoiceRequest__Output } from '../lightning/PayInvoiceRequest';
import type { PayInvoiceResponse as _lightning_PayInvoiceResponse, PayInvoiceResponse__Output as _lightning_PayInvoiceResponse__Output } from '../lightning/PayInvoiceResponse';

export interface LightningClient extends grpc.Client {
  CheckInvoice(argument: _lightning_CheckInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  CheckInvoice(argument: _lightning_CheckInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  CheckInvoice(argument: _lightning_CheckInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  CheckInvoice(argument: _lightning_CheckInvoiceRequest, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  checkInvoice(argument: _lightning_CheckInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  checkInvoice(argument: _lightning_CheckInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  checkInvoice(argument: _lightning_CheckInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  checkInvoice(argument: _lightning_CheckInvoiceRequest, callback: grpc.requestCallback<_lightning_CheckInvoiceResponse__Output>): grpc.ClientUnaryCall;
  
  GenerateInvoice(argument: _lightning_GenerateInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  GenerateInvoice(argument: _lightning_GenerateInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  GenerateInvoice(argument: _lightning_GenerateInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  GenerateInvoice(argument: _lightning_GenerateInvoiceRequest, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  generateInvoice(argument: _lightning_GenerateInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  generateInvoice(argument: _lightning_GenerateInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  generateInvoice(argument: _lightning_GenerateInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  generateInvoice(argument: _lightning_GenerateInvoiceRequest, callback: grpc.requestCallback<_lightning_GenerateInvoiceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The balance that can be spent: our side of all active channels, in satoshis.
   */
  GetChannels(argument: _lightning_GetChannelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  GetChannels(argument: _lightning_GetChannelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  GetChannels(argument: _lightning_GetChannelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  GetChannels(argument: _lightning_GetChannelsRequest, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The balance that can be spent: our side of all active channels, in satoshis.
   */
  getChannels(argument: _lightning_GetChannelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  getChannels(argument: _lightning_GetChannelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  getChannels(argument: _lightning_GetChannelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  getChannels(argument: _lightning_GetChannelsRequest, callback: grpc.requestCallback<_lightning_GetChannelsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The first hundred invoices, as the text dumps of LND's `Invoice` messages.
   */
  ListInvoices(argument: _lightning_ListInvoicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  ListInvoices(argument: _lightning_ListInvoicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  ListInvoices(argument: _lightning_ListInvoicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  ListInvoices(argument: _lightning_ListInvoicesRequest, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The first hundred invoices, as the text dumps of LND's `Invoice` messages.
   */
  listInvoices(argument: _lightning_ListInvoicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  listInvoices(argument: _lightning_ListInvoicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  listInvoices(argument: _lightning_ListInvoicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  listInvoices(argument: _lightning_ListInvoicesRequest, callback: grpc.requestCallback<_lightning_ListInvoicesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The payments that succeeded, as the text dumps of LND's `Payment` messages.
   */
  ListPayments(argument: _lightning_ListPaymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  ListPayments(argument: _lightning_ListPaymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  ListPayments(argument: _lightning_ListPaymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  ListPayments(argument: _lightning_ListPaymentsRequest, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The payments that succeeded, as the text dumps of LND's `Payment` messages.
   */
  listPayments(argument: _lightning_ListPaymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  listPayments(argument: _lightning_ListPaymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  listPayments(argument: _lightning_ListPaymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  listPayments(argument: _lightning_ListPaymentsRequest, callback: grpc.requestCallback<_lightning_ListPaymentsResponse__Output>): grpc.ClientUnaryCall;
  
  PayInvoice(argument: _lightning_PayInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _lightning_PayInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _lightning_PayInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _lightning_PayInvoiceRequest, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _lightning_PayInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _lightning_PayInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _lightning_PayInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _lightning_PayInvoiceRequest, callback: grpc.requestCallback<_lightning_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface LightningHandlers extends grpc.UntypedServiceImplementation {
  CheckInvoice: grpc.handleUnaryCall<_lightning_CheckInvoiceRequest__Output, _lightning_CheckInvoiceResponse>;
  
  GenerateInvoice: grpc.handleUnaryCall<_lightning_GenerateInvoiceRequest__Output, _lightning_GenerateInvoiceResponse>;
  
  /**
   * The balance that can be spent: our side of all active channels, in satoshis.
   */
  GetChannels: grpc.handleUnaryCall<_lightning_GetChannelsRequest__Output, _lightning_GetChannelsResponse>;
  
  /**
   * The first hundred invoices, as the text dumps of LND's `Invoice` messages.
   */
  ListInvoices: grpc.handleUnaryCall<_lightning_ListInvoicesRequest__Output, _lightning_ListInvoicesResponse>;
  
  /**
   * The payments that succeeded, as the text dumps of LND's `Payment` messages.
   */
  ListPayments: grpc.handleUnaryCall<_lightning_ListPaymentsRequest__Output, _lightning_ListPaymentsResponse>;
  
  PayInvoice: grpc.handleUnaryCall<_lightning_PayInvoiceRequest__Output, _lightning_PayInvoiceResponse>;
  
}

export interface LightningDefinition extends grpc.ServiceDefinition {
  CheckInvoice: MethodDefinition<_lightning_CheckInvoiceRequest, _lightning_CheckInvoiceResponse, _lightning_CheckInvoiceRequest__Output, _lightning_CheckInvoiceResponse__Output>
  GenerateInvoice: MethodDefinition<_lightning_GenerateInvoiceRequest, _lightning_GenerateInvoiceResponse, _lightning_GenerateInvoiceRequest__Output, _lightning_GenerateInvoiceResponse__Output>
  GetChannels: MethodDefinition<_lightning_GetChannelsRequest, _lightning_GetChannelsResponse, _lightning_GetChannelsRequest__Output, _lightning_GetChannelsResponse__Output>
  ListInvoices: MethodDefinition<_lightning_ListInvoicesRequest, _lightning_ListInvoicesResponse, _lightning_ListInvoicesRequest__Output, _lightning_ListInvoicesResponse__Output>
  ListPayments: MethodDefinition<_lightning_ListPaymentsRequest, _lightning_ListPaymentsResponse, _lightning_ListPaymentsRequest__Output, _lightning_ListPaymentsResponse__Output>
  PayInvoice: MethodDefinition<_lightning_PayInvoiceRequest, _lightning_PayInvoiceResponse, _lightning_PayInvoiceRequest__Output, _lightning_PayInvoiceResponse__Output>
}

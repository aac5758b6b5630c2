// Original file: imp/api/lightning/lightning.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CheckInvoiceRequest as _lightning_CheckInvoiceRequest, CheckInvoiceRequest__Output as _lightning_CheckInvoiceRequest__Output } from '../lightning/CheckInvoiceRequest';
import type { CheckInvoiceResponse as _lightning_CheckInvoiceResponse, CheckInvoiceResponse__Output as _lightning_CheckInvoiceResponse__Output } from '../lightning/CheckInvoiceResponse';
import type { GenerateInvoiceRequest as _lightning_GenerateInvoiceRequest, GenerateInvoiceRequest__Output as _lightning_GenerateInvoiceRequest__Output } from '../lightning/GenerateInvoiceRequest';
import type { GenerateInvoiceResponse as _lightning_GenerateInvoiceResponse, GenerateInvoiceResponse__Output as _lightning_GenerateInvoiceResponse__Output } from '../lightning/GenerateInvoiceResponse';
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
  
  PayInvoice: grpc.handleUnaryCall<_lightning_PayInvoiceRequest__Output, _lightning_PayInvoiceResponse>;
  
}

export interface LightningDefinition extends grpc.ServiceDefinition {
  CheckInvoice: MethodDefinition<_lightning_CheckInvoiceRequest, _lightning_CheckInvoiceResponse, _lightning_CheckInvoiceRequest__Output, _lightning_CheckInvoiceResponse__Output>
  GenerateInvoice: MethodDefinition<_lightning_GenerateInvoiceRequest, _lightning_GenerateInvoiceResponse, _lightning_GenerateInvoiceRequest__Output, _lightning_GenerateInvoiceResponse__Output>
  PayInvoice: MethodDefinition<_lightning_PayInvoiceRequest, _lightning_PayInvoiceResponse, _lightning_PayInvoiceRequest__Output, _lightning_PayInvoiceResponse__Output>
}

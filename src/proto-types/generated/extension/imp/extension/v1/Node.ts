// Original file: imp/extension/v1/node.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EstimateFeeRequest as _imp_extension_v1_EstimateFeeRequest, EstimateFeeRequest__Output as _imp_extension_v1_EstimateFeeRequest__Output } from '../../../imp/extension/v1/EstimateFeeRequest';
import type { EstimateFeeResponse as _imp_extension_v1_EstimateFeeResponse, EstimateFeeResponse__Output as _imp_extension_v1_EstimateFeeResponse__Output } from '../../../imp/extension/v1/EstimateFeeResponse';
import type { GetInfoRequest as _imp_extension_v1_GetInfoRequest, GetInfoRequest__Output as _imp_extension_v1_GetInfoRequest__Output } from '../../../imp/extension/v1/GetInfoRequest';
import type { GetInfoResponse as _imp_extension_v1_GetInfoResponse, GetInfoResponse__Output as _imp_extension_v1_GetInfoResponse__Output } from '../../../imp/extension/v1/GetInfoResponse';
import type { PayInvoiceRequest as _imp_extension_v1_PayInvoiceRequest, PayInvoiceRequest__Output as _imp_extension_v1_PayInvoiceRequest__Output } from '../../../imp/extension/v1/PayInvoiceRequest';
import type { PayInvoiceResponse as _imp_extension_v1_PayInvoiceResponse, PayInvoiceResponse__Output as _imp_extension_v1_PayInvoiceResponse__Output } from '../../../imp/extension/v1/PayInvoiceResponse';
import type { SettledInvoice as _imp_extension_v1_SettledInvoice, SettledInvoice__Output as _imp_extension_v1_SettledInvoice__Output } from '../../../imp/extension/v1/SettledInvoice';
import type { TrackMessageRequest as _imp_extension_v1_TrackMessageRequest, TrackMessageRequest__Output as _imp_extension_v1_TrackMessageRequest__Output } from '../../../imp/extension/v1/TrackMessageRequest';
import type { TrackMessageResponse as _imp_extension_v1_TrackMessageResponse, TrackMessageResponse__Output as _imp_extension_v1_TrackMessageResponse__Output } from '../../../imp/extension/v1/TrackMessageResponse';
import type { TrackPaymentRequest as _imp_extension_v1_TrackPaymentRequest, TrackPaymentRequest__Output as _imp_extension_v1_TrackPaymentRequest__Output } from '../../../imp/extension/v1/TrackPaymentRequest';
import type { TrackPaymentResponse as _imp_extension_v1_TrackPaymentResponse, TrackPaymentResponse__Output as _imp_extension_v1_TrackPaymentResponse__Output } from '../../../imp/extension/v1/TrackPaymentResponse';
import type { WatchInvoicesRequest as _imp_extension_v1_WatchInvoicesRequest, WatchInvoicesRequest__Output as _imp_extension_v1_WatchInvoicesRequest__Output } from '../../../imp/extension/v1/WatchInvoicesRequest';

/**
 * Beside the seed's services on the same ports. A client that knows only the seed misses nothing it relies on.
 */
export interface NodeClient extends grpc.Client {
  /**
   * Estimates the fee of paying an invoice, or of one payment to a recipient. It sends nothing.
   */
  EstimateFee(argument: _imp_extension_v1_EstimateFeeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  EstimateFee(argument: _imp_extension_v1_EstimateFeeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  EstimateFee(argument: _imp_extension_v1_EstimateFeeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  EstimateFee(argument: _imp_extension_v1_EstimateFeeRequest, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Estimates the fee of paying an invoice, or of one payment to a recipient. It sends nothing.
   */
  estimateFee(argument: _imp_extension_v1_EstimateFeeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  estimateFee(argument: _imp_extension_v1_EstimateFeeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  estimateFee(argument: _imp_extension_v1_EstimateFeeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  estimateFee(argument: _imp_extension_v1_EstimateFeeRequest, callback: grpc.requestCallback<_imp_extension_v1_EstimateFeeResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Tells who the node is and whether it is ready.
   */
  GetInfo(argument: _imp_extension_v1_GetInfoRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  GetInfo(argument: _imp_extension_v1_GetInfoRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  GetInfo(argument: _imp_extension_v1_GetInfoRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  GetInfo(argument: _imp_extension_v1_GetInfoRequest, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Tells who the node is and whether it is ready.
   */
  getInfo(argument: _imp_extension_v1_GetInfoRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  getInfo(argument: _imp_extension_v1_GetInfoRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  getInfo(argument: _imp_extension_v1_GetInfoRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  getInfo(argument: _imp_extension_v1_GetInfoRequest, callback: grpc.requestCallback<_imp_extension_v1_GetInfoResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Pays an invoice, also one that names no amount. Where it is paid already, the answer is the proof of that payment;
   * where it is under way, the call waits for its end. It never pays twice.
   */
  PayInvoice(argument: _imp_extension_v1_PayInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _imp_extension_v1_PayInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _imp_extension_v1_PayInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _imp_extension_v1_PayInvoiceRequest, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Pays an invoice, also one that names no amount. Where it is paid already, the answer is the proof of that payment;
   * where it is under way, the call waits for its end. It never pays twice.
   */
  payInvoice(argument: _imp_extension_v1_PayInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _imp_extension_v1_PayInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _imp_extension_v1_PayInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _imp_extension_v1_PayInvoiceRequest, callback: grpc.requestCallback<_imp_extension_v1_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Tells how many parts of a message have arrived. It never sends.
   */
  TrackMessage(argument: _imp_extension_v1_TrackMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  TrackMessage(argument: _imp_extension_v1_TrackMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  TrackMessage(argument: _imp_extension_v1_TrackMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  TrackMessage(argument: _imp_extension_v1_TrackMessageRequest, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Tells how many parts of a message have arrived. It never sends.
   */
  trackMessage(argument: _imp_extension_v1_TrackMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  trackMessage(argument: _imp_extension_v1_TrackMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  trackMessage(argument: _imp_extension_v1_TrackMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  trackMessage(argument: _imp_extension_v1_TrackMessageRequest, callback: grpc.requestCallback<_imp_extension_v1_TrackMessageResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Tells what became of a payment. It never pays.
   */
  TrackPayment(argument: _imp_extension_v1_TrackPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  TrackPayment(argument: _imp_extension_v1_TrackPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  TrackPayment(argument: _imp_extension_v1_TrackPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  TrackPayment(argument: _imp_extension_v1_TrackPaymentRequest, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Tells what became of a payment. It never pays.
   */
  trackPayment(argument: _imp_extension_v1_TrackPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  trackPayment(argument: _imp_extension_v1_TrackPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  trackPayment(argument: _imp_extension_v1_TrackPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  trackPayment(argument: _imp_extension_v1_TrackPaymentRequest, callback: grpc.requestCallback<_imp_extension_v1_TrackPaymentResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Streams the node's own invoices when they are paid: first those after `since`, oldest first, then new ones.
   */
  WatchInvoices(argument: _imp_extension_v1_WatchInvoicesRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_imp_extension_v1_SettledInvoice__Output>;
  WatchInvoices(argument: _imp_extension_v1_WatchInvoicesRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_imp_extension_v1_SettledInvoice__Output>;
  /**
   * Streams the node's own invoices when they are paid: first those after `since`, oldest first, then new ones.
   */
  watchInvoices(argument: _imp_extension_v1_WatchInvoicesRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_imp_extension_v1_SettledInvoice__Output>;
  watchInvoices(argument: _imp_extension_v1_WatchInvoicesRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_imp_extension_v1_SettledInvoice__Output>;
  
}

/**
 * Beside the seed's services on the same ports. A client that knows only the seed misses nothing it relies on.
 */
export interface NodeHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Estimates the fee of paying an invoice, or of one payment to a recipient. It sends nothing.
   */
  EstimateFee: grpc.handleUnaryCall<_imp_extension_v1_EstimateFeeRequest__Output, _imp_extension_v1_EstimateFeeResponse>;
  
  /**
   * Tells who the node is and whether it is ready.
   */
  GetInfo: grpc.handleUnaryCall<_imp_extension_v1_GetInfoRequest__Output, _imp_extension_v1_GetInfoResponse>;
  
  /**
   * Pays an invoice, also one that names no amount. Where it is paid already, the answer is the proof of that payment;
   * where it is under way, the call waits for its end. It never pays twice.
   */
  PayInvoice: grpc.handleUnaryCall<_imp_extension_v1_PayInvoiceRequest__Output, _imp_extension_v1_PayInvoiceResponse>;
  
  /**
   * Tells how many parts of a message have arrived. It never sends.
   */
  TrackMessage: grpc.handleUnaryCall<_imp_extension_v1_TrackMessageRequest__Output, _imp_extension_v1_TrackMessageResponse>;
  
  /**
   * Tells what became of a payment. It never pays.
   */
  TrackPayment: grpc.handleUnaryCall<_imp_extension_v1_TrackPaymentRequest__Output, _imp_extension_v1_TrackPaymentResponse>;
  
  /**
   * Streams the node's own invoices when they are paid: first those after `since`, oldest first, then new ones.
   */
  WatchInvoices: grpc.handleServerStreamingCall<_imp_extension_v1_WatchInvoicesRequest__Output, _imp_extension_v1_SettledInvoice>;
  
}

export interface NodeDefinition extends grpc.ServiceDefinition {
  EstimateFee: MethodDefinition<_imp_extension_v1_EstimateFeeRequest, _imp_extension_v1_EstimateFeeResponse, _imp_extension_v1_EstimateFeeRequest__Output, _imp_extension_v1_EstimateFeeResponse__Output>
  GetInfo: MethodDefinition<_imp_extension_v1_GetInfoRequest, _imp_extension_v1_GetInfoResponse, _imp_extension_v1_GetInfoRequest__Output, _imp_extension_v1_GetInfoResponse__Output>
  PayInvoice: MethodDefinition<_imp_extension_v1_PayInvoiceRequest, _imp_extension_v1_PayInvoiceResponse, _imp_extension_v1_PayInvoiceRequest__Output, _imp_extension_v1_PayInvoiceResponse__Output>
  TrackMessage: MethodDefinition<_imp_extension_v1_TrackMessageRequest, _imp_extension_v1_TrackMessageResponse, _imp_extension_v1_TrackMessageRequest__Output, _imp_extension_v1_TrackMessageResponse__Output>
  TrackPayment: MethodDefinition<_imp_extension_v1_TrackPaymentRequest, _imp_extension_v1_TrackPaymentResponse, _imp_extension_v1_TrackPaymentRequest__Output, _imp_extension_v1_TrackPaymentResponse__Output>
  WatchInvoices: MethodDefinition<_imp_extension_v1_WatchInvoicesRequest, _imp_extension_v1_SettledInvoice, _imp_extension_v1_WatchInvoicesRequest__Output, _imp_extension_v1_SettledInvoice__Output>
}

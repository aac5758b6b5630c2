// Original file: demo/control.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AddApiKeyRequest as _demo_AddApiKeyRequest, AddApiKeyRequest__Output as _demo_AddApiKeyRequest__Output } from '../demo/AddApiKeyRequest';
import type { ClearFaultsRequest as _demo_ClearFaultsRequest, ClearFaultsRequest__Output as _demo_ClearFaultsRequest__Output } from '../demo/ClearFaultsRequest';
import type { CreatePeerInvoiceRequest as _demo_CreatePeerInvoiceRequest, CreatePeerInvoiceRequest__Output as _demo_CreatePeerInvoiceRequest__Output } from '../demo/CreatePeerInvoiceRequest';
import type { CreatePeerInvoiceResponse as _demo_CreatePeerInvoiceResponse, CreatePeerInvoiceResponse__Output as _demo_CreatePeerInvoiceResponse__Output } from '../demo/CreatePeerInvoiceResponse';
import type { Done as _demo_Done, Done__Output as _demo_Done__Output } from '../demo/Done';
import type { DropConnectionsRequest as _demo_DropConnectionsRequest, DropConnectionsRequest__Output as _demo_DropConnectionsRequest__Output } from '../demo/DropConnectionsRequest';
import type { EndStreamsRequest as _demo_EndStreamsRequest, EndStreamsRequest__Output as _demo_EndStreamsRequest__Output } from '../demo/EndStreamsRequest';
import type { Fault as _demo_Fault, Fault__Output as _demo_Fault__Output } from '../demo/Fault';
import type { GetStateRequest as _demo_GetStateRequest, GetStateRequest__Output as _demo_GetStateRequest__Output } from '../demo/GetStateRequest';
import type { HoldPartsRequest as _demo_HoldPartsRequest, HoldPartsRequest__Output as _demo_HoldPartsRequest__Output } from '../demo/HoldPartsRequest';
import type { HoldPaymentsRequest as _demo_HoldPaymentsRequest, HoldPaymentsRequest__Output as _demo_HoldPaymentsRequest__Output } from '../demo/HoldPaymentsRequest';
import type { KillRequest as _demo_KillRequest, KillRequest__Output as _demo_KillRequest__Output } from '../demo/KillRequest';
import type { PayInvoiceRequest as _demo_PayInvoiceRequest, PayInvoiceRequest__Output as _demo_PayInvoiceRequest__Output } from '../demo/PayInvoiceRequest';
import type { PayInvoiceResponse as _demo_PayInvoiceResponse, PayInvoiceResponse__Output as _demo_PayInvoiceResponse__Output } from '../demo/PayInvoiceResponse';
import type { ReleasePartsRequest as _demo_ReleasePartsRequest, ReleasePartsRequest__Output as _demo_ReleasePartsRequest__Output } from '../demo/ReleasePartsRequest';
import type { ReleasePaymentsRequest as _demo_ReleasePaymentsRequest, ReleasePaymentsRequest__Output as _demo_ReleasePaymentsRequest__Output } from '../demo/ReleasePaymentsRequest';
import type { RestartRequest as _demo_RestartRequest, RestartRequest__Output as _demo_RestartRequest__Output } from '../demo/RestartRequest';
import type { ResumeRequest as _demo_ResumeRequest, ResumeRequest__Output as _demo_ResumeRequest__Output } from '../demo/ResumeRequest';
import type { RevokeApiKeyRequest as _demo_RevokeApiKeyRequest, RevokeApiKeyRequest__Output as _demo_RevokeApiKeyRequest__Output } from '../demo/RevokeApiKeyRequest';
import type { SendFrameRequest as _demo_SendFrameRequest, SendFrameRequest__Output as _demo_SendFrameRequest__Output } from '../demo/SendFrameRequest';
import type { SendFrameResponse as _demo_SendFrameResponse, SendFrameResponse__Output as _demo_SendFrameResponse__Output } from '../demo/SendFrameResponse';
import type { SendMessageRequest as _demo_SendMessageRequest, SendMessageRequest__Output as _demo_SendMessageRequest__Output } from '../demo/SendMessageRequest';
import type { SendMessageResponse as _demo_SendMessageResponse, SendMessageResponse__Output as _demo_SendMessageResponse__Output } from '../demo/SendMessageResponse';
import type { State as _demo_State, State__Output as _demo_State__Output } from '../demo/State';

export interface ControlClient extends grpc.Client {
  AddApiKey(argument: _demo_AddApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  AddApiKey(argument: _demo_AddApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  AddApiKey(argument: _demo_AddApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  AddApiKey(argument: _demo_AddApiKeyRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  addApiKey(argument: _demo_AddApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  addApiKey(argument: _demo_AddApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  addApiKey(argument: _demo_AddApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  addApiKey(argument: _demo_AddApiKeyRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  ClearFaults(argument: _demo_ClearFaultsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ClearFaults(argument: _demo_ClearFaultsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ClearFaults(argument: _demo_ClearFaultsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ClearFaults(argument: _demo_ClearFaultsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  clearFaults(argument: _demo_ClearFaultsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  clearFaults(argument: _demo_ClearFaultsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  clearFaults(argument: _demo_ClearFaultsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  clearFaults(argument: _demo_ClearFaultsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  /**
   * A peer makes an invoice that this node can pay.
   */
  CreatePeerInvoice(argument: _demo_CreatePeerInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  CreatePeerInvoice(argument: _demo_CreatePeerInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  CreatePeerInvoice(argument: _demo_CreatePeerInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  CreatePeerInvoice(argument: _demo_CreatePeerInvoiceRequest, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * A peer makes an invoice that this node can pay.
   */
  createPeerInvoice(argument: _demo_CreatePeerInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  createPeerInvoice(argument: _demo_CreatePeerInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  createPeerInvoice(argument: _demo_CreatePeerInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  createPeerInvoice(argument: _demo_CreatePeerInvoiceRequest, callback: grpc.requestCallback<_demo_CreatePeerInvoiceResponse__Output>): grpc.ClientUnaryCall;
  
  DropConnections(argument: _demo_DropConnectionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  DropConnections(argument: _demo_DropConnectionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  DropConnections(argument: _demo_DropConnectionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  DropConnections(argument: _demo_DropConnectionsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  dropConnections(argument: _demo_DropConnectionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  dropConnections(argument: _demo_DropConnectionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  dropConnections(argument: _demo_DropConnectionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  dropConnections(argument: _demo_DropConnectionsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  EndStreams(argument: _demo_EndStreamsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  EndStreams(argument: _demo_EndStreamsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  EndStreams(argument: _demo_EndStreamsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  EndStreams(argument: _demo_EndStreamsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  endStreams(argument: _demo_EndStreamsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  endStreams(argument: _demo_EndStreamsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  endStreams(argument: _demo_EndStreamsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  endStreams(argument: _demo_EndStreamsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  GetState(argument: _demo_GetStateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  GetState(argument: _demo_GetStateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  GetState(argument: _demo_GetStateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  GetState(argument: _demo_GetStateRequest, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  getState(argument: _demo_GetStateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  getState(argument: _demo_GetStateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  getState(argument: _demo_GetStateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  getState(argument: _demo_GetStateRequest, callback: grpc.requestCallback<_demo_State__Output>): grpc.ClientUnaryCall;
  
  /**
   * The parts of messages sent from now on wait until they are released, one part of each message at a time.
   */
  HoldParts(argument: _demo_HoldPartsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  HoldParts(argument: _demo_HoldPartsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  HoldParts(argument: _demo_HoldPartsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  HoldParts(argument: _demo_HoldPartsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  /**
   * The parts of messages sent from now on wait until they are released, one part of each message at a time.
   */
  holdParts(argument: _demo_HoldPartsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  holdParts(argument: _demo_HoldPartsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  holdParts(argument: _demo_HoldPartsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  holdParts(argument: _demo_HoldPartsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  /**
   * Payments made from now on stay in flight until they are released.
   */
  HoldPayments(argument: _demo_HoldPaymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  HoldPayments(argument: _demo_HoldPaymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  HoldPayments(argument: _demo_HoldPaymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  HoldPayments(argument: _demo_HoldPaymentsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  /**
   * Payments made from now on stay in flight until they are released.
   */
  holdPayments(argument: _demo_HoldPaymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  holdPayments(argument: _demo_HoldPaymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  holdPayments(argument: _demo_HoldPaymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  holdPayments(argument: _demo_HoldPaymentsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  /**
   * Kill resets every connection and stops listening; Restart listens again on the same ports with the same ledger.
   */
  Kill(argument: _demo_KillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Kill(argument: _demo_KillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Kill(argument: _demo_KillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Kill(argument: _demo_KillRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  /**
   * Kill resets every connection and stops listening; Restart listens again on the same ports with the same ledger.
   */
  kill(argument: _demo_KillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  kill(argument: _demo_KillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  kill(argument: _demo_KillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  kill(argument: _demo_KillRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  /**
   * A peer pays one of this node's invoices.
   */
  PayInvoice(argument: _demo_PayInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _demo_PayInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _demo_PayInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  PayInvoice(argument: _demo_PayInvoiceRequest, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * A peer pays one of this node's invoices.
   */
  payInvoice(argument: _demo_PayInvoiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _demo_PayInvoiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _demo_PayInvoiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  payInvoice(argument: _demo_PayInvoiceRequest, callback: grpc.requestCallback<_demo_PayInvoiceResponse__Output>): grpc.ClientUnaryCall;
  
  ReleaseParts(argument: _demo_ReleasePartsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ReleaseParts(argument: _demo_ReleasePartsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ReleaseParts(argument: _demo_ReleasePartsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ReleaseParts(argument: _demo_ReleasePartsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releaseParts(argument: _demo_ReleasePartsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releaseParts(argument: _demo_ReleasePartsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releaseParts(argument: _demo_ReleasePartsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releaseParts(argument: _demo_ReleasePartsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  ReleasePayments(argument: _demo_ReleasePaymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ReleasePayments(argument: _demo_ReleasePaymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ReleasePayments(argument: _demo_ReleasePaymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  ReleasePayments(argument: _demo_ReleasePaymentsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releasePayments(argument: _demo_ReleasePaymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releasePayments(argument: _demo_ReleasePaymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releasePayments(argument: _demo_ReleasePaymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  releasePayments(argument: _demo_ReleasePaymentsRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  Restart(argument: _demo_RestartRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Restart(argument: _demo_RestartRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Restart(argument: _demo_RestartRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Restart(argument: _demo_RestartRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  restart(argument: _demo_RestartRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  restart(argument: _demo_RestartRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  restart(argument: _demo_RestartRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  restart(argument: _demo_RestartRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  /**
   * Lets the calls go on that stall.
   */
  Resume(argument: _demo_ResumeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Resume(argument: _demo_ResumeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Resume(argument: _demo_ResumeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  Resume(argument: _demo_ResumeRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  /**
   * Lets the calls go on that stall.
   */
  resume(argument: _demo_ResumeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  resume(argument: _demo_ResumeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  resume(argument: _demo_ResumeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  resume(argument: _demo_ResumeRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  RevokeApiKey(argument: _demo_RevokeApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _demo_RevokeApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _demo_RevokeApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _demo_RevokeApiKeyRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _demo_RevokeApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _demo_RevokeApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _demo_RevokeApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _demo_RevokeApiKeyRequest, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
  /**
   * Puts these bytes on every stream as one frame, whatever they mean.
   */
  SendFrame(argument: _demo_SendFrameRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  SendFrame(argument: _demo_SendFrameRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  SendFrame(argument: _demo_SendFrameRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  SendFrame(argument: _demo_SendFrameRequest, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Puts these bytes on every stream as one frame, whatever they mean.
   */
  sendFrame(argument: _demo_SendFrameRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  sendFrame(argument: _demo_SendFrameRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  sendFrame(argument: _demo_SendFrameRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  sendFrame(argument: _demo_SendFrameRequest, callback: grpc.requestCallback<_demo_SendFrameResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * A peer sends a message to everyone who is subscribed. There is no replay.
   */
  SendMessage(argument: _demo_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _demo_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _demo_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _demo_SendMessageRequest, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * A peer sends a message to everyone who is subscribed. There is no replay.
   */
  sendMessage(argument: _demo_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _demo_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _demo_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _demo_SendMessageRequest, callback: grpc.requestCallback<_demo_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  
  SetFault(argument: _demo_Fault, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  SetFault(argument: _demo_Fault, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  SetFault(argument: _demo_Fault, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  SetFault(argument: _demo_Fault, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  setFault(argument: _demo_Fault, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  setFault(argument: _demo_Fault, metadata: grpc.Metadata, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  setFault(argument: _demo_Fault, options: grpc.CallOptions, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  setFault(argument: _demo_Fault, callback: grpc.requestCallback<_demo_Done__Output>): grpc.ClientUnaryCall;
  
}

export interface ControlHandlers extends grpc.UntypedServiceImplementation {
  AddApiKey: grpc.handleUnaryCall<_demo_AddApiKeyRequest__Output, _demo_Done>;
  
  ClearFaults: grpc.handleUnaryCall<_demo_ClearFaultsRequest__Output, _demo_Done>;
  
  /**
   * A peer makes an invoice that this node can pay.
   */
  CreatePeerInvoice: grpc.handleUnaryCall<_demo_CreatePeerInvoiceRequest__Output, _demo_CreatePeerInvoiceResponse>;
  
  DropConnections: grpc.handleUnaryCall<_demo_DropConnectionsRequest__Output, _demo_Done>;
  
  EndStreams: grpc.handleUnaryCall<_demo_EndStreamsRequest__Output, _demo_Done>;
  
  GetState: grpc.handleUnaryCall<_demo_GetStateRequest__Output, _demo_State>;
  
  /**
   * The parts of messages sent from now on wait until they are released, one part of each message at a time.
   */
  HoldParts: grpc.handleUnaryCall<_demo_HoldPartsRequest__Output, _demo_Done>;
  
  /**
   * Payments made from now on stay in flight until they are released.
   */
  HoldPayments: grpc.handleUnaryCall<_demo_HoldPaymentsRequest__Output, _demo_Done>;
  
  /**
   * Kill resets every connection and stops listening; Restart listens again on the same ports with the same ledger.
   */
  Kill: grpc.handleUnaryCall<_demo_KillRequest__Output, _demo_Done>;
  
  /**
   * A peer pays one of this node's invoices.
   */
  PayInvoice: grpc.handleUnaryCall<_demo_PayInvoiceRequest__Output, _demo_PayInvoiceResponse>;
  
  ReleaseParts: grpc.handleUnaryCall<_demo_ReleasePartsRequest__Output, _demo_Done>;
  
  ReleasePayments: grpc.handleUnaryCall<_demo_ReleasePaymentsRequest__Output, _demo_Done>;
  
  Restart: grpc.handleUnaryCall<_demo_RestartRequest__Output, _demo_Done>;
  
  /**
   * Lets the calls go on that stall.
   */
  Resume: grpc.handleUnaryCall<_demo_ResumeRequest__Output, _demo_Done>;
  
  RevokeApiKey: grpc.handleUnaryCall<_demo_RevokeApiKeyRequest__Output, _demo_Done>;
  
  /**
   * Puts these bytes on every stream as one frame, whatever they mean.
   */
  SendFrame: grpc.handleUnaryCall<_demo_SendFrameRequest__Output, _demo_SendFrameResponse>;
  
  /**
   * A peer sends a message to everyone who is subscribed. There is no replay.
   */
  SendMessage: grpc.handleUnaryCall<_demo_SendMessageRequest__Output, _demo_SendMessageResponse>;
  
  SetFault: grpc.handleUnaryCall<_demo_Fault__Output, _demo_Done>;
  
}

export interface ControlDefinition extends grpc.ServiceDefinition {
  AddApiKey: MethodDefinition<_demo_AddApiKeyRequest, _demo_Done, _demo_AddApiKeyRequest__Output, _demo_Done__Output>
  ClearFaults: MethodDefinition<_demo_ClearFaultsRequest, _demo_Done, _demo_ClearFaultsRequest__Output, _demo_Done__Output>
  CreatePeerInvoice: MethodDefinition<_demo_CreatePeerInvoiceRequest, _demo_CreatePeerInvoiceResponse, _demo_CreatePeerInvoiceRequest__Output, _demo_CreatePeerInvoiceResponse__Output>
  DropConnections: MethodDefinition<_demo_DropConnectionsRequest, _demo_Done, _demo_DropConnectionsRequest__Output, _demo_Done__Output>
  EndStreams: MethodDefinition<_demo_EndStreamsRequest, _demo_Done, _demo_EndStreamsRequest__Output, _demo_Done__Output>
  GetState: MethodDefinition<_demo_GetStateRequest, _demo_State, _demo_GetStateRequest__Output, _demo_State__Output>
  HoldParts: MethodDefinition<_demo_HoldPartsRequest, _demo_Done, _demo_HoldPartsRequest__Output, _demo_Done__Output>
  HoldPayments: MethodDefinition<_demo_HoldPaymentsRequest, _demo_Done, _demo_HoldPaymentsRequest__Output, _demo_Done__Output>
  Kill: MethodDefinition<_demo_KillRequest, _demo_Done, _demo_KillRequest__Output, _demo_Done__Output>
  PayInvoice: MethodDefinition<_demo_PayInvoiceRequest, _demo_PayInvoiceResponse, _demo_PayInvoiceRequest__Output, _demo_PayInvoiceResponse__Output>
  ReleaseParts: MethodDefinition<_demo_ReleasePartsRequest, _demo_Done, _demo_ReleasePartsRequest__Output, _demo_Done__Output>
  ReleasePayments: MethodDefinition<_demo_ReleasePaymentsRequest, _demo_Done, _demo_ReleasePaymentsRequest__Output, _demo_Done__Output>
  Restart: MethodDefinition<_demo_RestartRequest, _demo_Done, _demo_RestartRequest__Output, _demo_Done__Output>
  Resume: MethodDefinition<_demo_ResumeRequest, _demo_Done, _demo_ResumeRequest__Output, _demo_Done__Output>
  RevokeApiKey: MethodDefinition<_demo_RevokeApiKeyRequest, _demo_Done, _demo_RevokeApiKeyRequest__Output, _demo_Done__Output>
  SendFrame: MethodDefinition<_demo_SendFrameRequest, _demo_SendFrameResponse, _demo_SendFrameRequest__Output, _demo_SendFrameResponse__Output>
  SendMessage: MethodDefinition<_demo_SendMessageRequest, _demo_SendMessageResponse, _demo_SendMessageRequest__Output, _demo_SendMessageResponse__Output>
  SetFault: MethodDefinition<_demo_Fault, _demo_Done, _demo_Fault__Output, _demo_Done__Output>
}

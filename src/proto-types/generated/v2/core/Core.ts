// Original file: imp/api/v2/core/core.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { StatusRequest as _core_StatusRequest, StatusRequest__Output as _core_StatusRequest__Output } from '../core/StatusRequest';
import type { StatusResponse as _core_StatusResponse, StatusResponse__Output as _core_StatusResponse__Output } from '../core/StatusResponse';

export interface CoreClient extends grpc.Client {
  /**
   * Which Lightning nodes the daemon has, and whether each can be reached now.
   */
  Status(argument: _core_StatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  Status(argument: _core_StatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  Status(argument: _core_StatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  Status(argument: _core_StatusRequest, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Which Lightning nodes the daemon has, and whether each can be reached now.
   */
  status(argument: _core_StatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  status(argument: _core_StatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  status(argument: _core_StatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  status(argument: _core_StatusRequest, callback: grpc.requestCallback<_core_StatusResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface CoreHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Which Lightning nodes the daemon has, and whether each can be reached now.
   */
  Status: grpc.handleUnaryCall<_core_StatusRequest__Output, _core_StatusResponse>;
  
}

export interface CoreDefinition extends grpc.ServiceDefinition {
  Status: MethodDefinition<_core_StatusRequest, _core_StatusResponse, _core_StatusRequest__Output, _core_StatusResponse__Output>
}

// Original file: imp/api/v2/messaging/messaging.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { SendMessageRequest as _messaging_SendMessageRequest, SendMessageRequest__Output as _messaging_SendMessageRequest__Output } from '../messaging/SendMessageRequest';
import type { SendMessageResponse as _messaging_SendMessageResponse, SendMessageResponse__Output as _messaging_SendMessageResponse__Output } from '../messaging/SendMessageResponse';

export interface MessagingClient extends grpc.Client {
  SendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _messaging_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _messaging_SendMessageRequest, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface MessagingHandlers extends grpc.UntypedServiceImplementation {
  SendMessage: grpc.handleUnaryCall<_messaging_SendMessageRequest__Output, _messaging_SendMessageResponse>;
  
}

export interface MessagingDefinition extends grpc.ServiceDefinition {
  SendMessage: MethodDefinition<_messaging_SendMessageRequest, _messaging_SendMessageResponse, _messaging_SendMessageRequest__Output, _messaging_SendMessageResponse__Output>
}

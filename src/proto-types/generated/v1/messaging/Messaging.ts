// Original file: imp/api/messaging/messaging.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { SendMessageRequest as _messaging_SendMessageRequest, SendMessageRequest__Output as _messaging_SendMessageRequest__Output } from '../messaging/SendMessageRequest';
import type { SendMessageResponse as _messaging_SendMessageResponse, SendMessageResponse__Output as _messaging_SendMessageResponse__Output } from '../messaging/SendMessageResponse';

/**
 * Messaging service allows for p2p messaging between Impervious nodes.
 */
export interface MessagingClient extends grpc.Client {
  /**
   * SendMessage sends data to another node, paid for by a keysend payment: at least one satoshi per 900 bytes.
   */
  SendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _messaging_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _messaging_SendMessageRequest, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SendMessage sends data to another node, paid for by a keysend payment: at least one satoshi per 900 bytes.
   */
  sendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _messaging_SendMessageRequest, callback: grpc.requestCallback<_messaging_SendMessageResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * Messaging service allows for p2p messaging between Impervious nodes.
 */
export interface MessagingHandlers extends grpc.UntypedServiceImplementation {
  /**
   * SendMessage sends data to another node, paid for by a keysend payment: at least one satoshi per 900 bytes.
   */
  SendMessage: grpc.handleUnaryCall<_messaging_SendMessageRequest__Output, _messaging_SendMessageResponse>;
  
}

export interface MessagingDefinition extends grpc.ServiceDefinition {
  SendMessage: MethodDefinition<_messaging_SendMessageRequest, _messaging_SendMessageResponse, _messaging_SendMessageRequest__Output, _messaging_SendMessageResponse__Output>
}

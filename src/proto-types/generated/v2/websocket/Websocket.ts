// Original file: imp/api/v2/websocket/websocket.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { SubscribeRequest as _websocket_SubscribeRequest, SubscribeRequest__Output as _websocket_SubscribeRequest__Output } from '../websocket/SubscribeRequest';
import type { SubscribeResponse as _websocket_SubscribeResponse, SubscribeResponse__Output as _websocket_SubscribeResponse__Output } from '../websocket/SubscribeResponse';

export interface WebsocketClient extends grpc.Client {
  Subscribe(argument: _websocket_SubscribeRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_websocket_SubscribeResponse__Output>;
  Subscribe(argument: _websocket_SubscribeRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_websocket_SubscribeResponse__Output>;
  subscribe(argument: _websocket_SubscribeRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_websocket_SubscribeResponse__Output>;
  subscribe(argument: _websocket_SubscribeRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_websocket_SubscribeResponse__Output>;
  
}

export interface WebsocketHandlers extends grpc.UntypedServiceImplementation {
  Subscribe: grpc.handleServerStreamingCall<_websocket_SubscribeRequest__Output, _websocket_SubscribeResponse>;
  
}

export interface WebsocketDefinition extends grpc.ServiceDefinition {
  Subscribe: MethodDefinition<_websocket_SubscribeRequest, _websocket_SubscribeResponse, _websocket_SubscribeRequest__Output, _websocket_SubscribeResponse__Output>
}

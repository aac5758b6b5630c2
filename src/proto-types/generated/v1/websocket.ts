import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { SubscribeRequest as _websocket_SubscribeRequest, SubscribeRequest__Output as _websocket_SubscribeRequest__Output } from './websocket/SubscribeRequest';
import type { SubscribeResponse as _websocket_SubscribeResponse, SubscribeResponse__Output as _websocket_SubscribeResponse__Output } from './websocket/SubscribeResponse';
import type { WebsocketClient as _websocket_WebsocketClient, WebsocketDefinition as _websocket_WebsocketDefinition } from './websocket/Websocket';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    api: {
    }
  }
  websocket: {
    SubscribeRequest: MessageTypeDefinition<_websocket_SubscribeRequest, _websocket_SubscribeRequest__Output>
    SubscribeResponse: MessageTypeDefinition<_websocket_SubscribeResponse, _websocket_SubscribeResponse__Output>
    /**
     * Websocket service allows for receiving messages received into your Impervious node.
     */
    Websocket: SubtypeConstructor<typeof grpc.Client, _websocket_WebsocketClient> & { service: _websocket_WebsocketDefinition }
  }
}


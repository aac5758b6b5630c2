import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { MessagingClient as _messaging_MessagingClient, MessagingDefinition as _messaging_MessagingDefinition } from './messaging/Messaging';
import type { SendMessageRequest as _messaging_SendMessageRequest, SendMessageRequest__Output as _messaging_SendMessageRequest__Output } from './messaging/SendMessageRequest';
import type { SendMessageResponse as _messaging_SendMessageResponse, SendMessageResponse__Output as _messaging_SendMessageResponse__Output } from './messaging/SendMessageResponse';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    api: {
    }
  }
  messaging: {
    Messaging: SubtypeConstructor<typeof grpc.Client, _messaging_MessagingClient> & { service: _messaging_MessagingDefinition }
    SendMessageRequest: MessageTypeDefinition<_messaging_SendMessageRequest, _messaging_SendMessageRequest__Output>
    SendMessageResponse: MessageTypeDefinition<_messaging_SendMessageResponse, _messaging_SendMessageResponse__Output>
  }
}


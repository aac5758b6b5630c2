import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { CoreClient as _core_CoreClient, CoreDefinition as _core_CoreDefinition } from './core/Core';
import type { LightningStatus as _core_LightningStatus, LightningStatus__Output as _core_LightningStatus__Output } from './core/LightningStatus';
import type { NodeStatus as _core_NodeStatus, NodeStatus__Output as _core_NodeStatus__Output } from './core/NodeStatus';
import type { StatusRequest as _core_StatusRequest, StatusRequest__Output as _core_StatusRequest__Output } from './core/StatusRequest';
import type { StatusResponse as _core_StatusResponse, StatusResponse__Output as _core_StatusResponse__Output } from './core/StatusResponse';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  core: {
    Core: SubtypeConstructor<typeof grpc.Client, _core_CoreClient> & { service: _core_CoreDefinition }
    LightningStatus: MessageTypeDefinition<_core_LightningStatus, _core_LightningStatus__Output>
    NodeStatus: MessageTypeDefinition<_core_NodeStatus, _core_NodeStatus__Output>
    StatusRequest: MessageTypeDefinition<_core_StatusRequest, _core_StatusRequest__Output>
    StatusResponse: MessageTypeDefinition<_core_StatusResponse, _core_StatusResponse__Output>
  }
  google: {
    api: {
    }
  }
}


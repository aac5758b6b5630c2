// Original file: imp/api/v2/core/core.proto

import type { NodeStatus as _core_NodeStatus, NodeStatus__Output as _core_NodeStatus__Output } from '../core/NodeStatus';

export interface LightningStatus {
  'node_status_list'?: (_core_NodeStatus)[];
}

export interface LightningStatus__Output {
  'node_status_list': (_core_NodeStatus__Output)[];
}

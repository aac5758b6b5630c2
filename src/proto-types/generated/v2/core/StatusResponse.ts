// Original file: imp/api/v2/core/core.proto

import type { LightningStatus as _core_LightningStatus, LightningStatus__Output as _core_LightningStatus__Output } from '../core/LightningStatus';

export interface StatusResponse {
  'lightning_status'?: (_core_LightningStatus | null);
}

export interface StatusResponse__Output {
  'lightning_status': (_core_LightningStatus__Output | null);
}

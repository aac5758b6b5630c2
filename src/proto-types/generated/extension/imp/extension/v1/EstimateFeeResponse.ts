// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface EstimateFeeResponse {
  'fee_msat'?: (number | string | Long);
}

export interface EstimateFeeResponse__Output {
  'fee_msat': (string);
}

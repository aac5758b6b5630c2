// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface Channel {
  'peer'?: (string);
  'pubkey'?: (string);
  'local_msat'?: (number | string | Long);
  'remote_msat'?: (number | string | Long);
  'pending_msat'?: (number | string | Long);
}

export interface Channel__Output {
  'peer': (string);
  'pubkey': (string);
  'local_msat': (string);
  'remote_msat': (string);
  'pending_msat': (string);
}

// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface GetInfoResponse {
  /**
   * 66 hex digits
   */
  'pubkey'?: (string);
  'alias'?: (string);
  /**
   * mainnet, testnet, signet or regtest
   */
  'network'?: (string);
  /**
   * the Lightning node behind it, as in "lnd 0.20.1-beta"
   */
  'software'?: (string);
  'synced_to_chain'?: (boolean);
  'block_height'?: (number | string | Long);
  /**
   * Absent where the key that the node holds may not ask for balances.
   */
  'spendable_msat'?: (number | string | Long);
  'receivable_msat'?: (number | string | Long);
  /**
   * The node keeps the metadata `imp-fee-limit-msat` of SendMessage. Earlier versions do not, and do not set this.
   */
  'limits_message_fees'?: (boolean);
  /**
   * The time in the newest block that the node has, Unix time in seconds. Absent where it is not known.
   */
  'newest_block_at'?: (number | string | Long);
  '_spendable_msat'?: "spendable_msat";
  '_receivable_msat'?: "receivable_msat";
  '_newest_block_at'?: "newest_block_at";
}

export interface GetInfoResponse__Output {
  /**
   * 66 hex digits
   */
  'pubkey': (string);
  'alias': (string);
  /**
   * mainnet, testnet, signet or regtest
   */
  'network': (string);
  /**
   * the Lightning node behind it, as in "lnd 0.20.1-beta"
   */
  'software': (string);
  'synced_to_chain': (boolean);
  'block_height': (string);
  /**
   * Absent where the key that the node holds may not ask for balances.
   */
  'spendable_msat'?: (string);
  'receivable_msat'?: (string);
  /**
   * The node keeps the metadata `imp-fee-limit-msat` of SendMessage. Earlier versions do not, and do not set this.
   */
  'limits_message_fees': (boolean);
  /**
   * The time in the newest block that the node has, Unix time in seconds. Absent where it is not known.
   */
  'newest_block_at'?: (string);
  '_spendable_msat'?: "spendable_msat";
  '_receivable_msat'?: "receivable_msat";
  '_newest_block_at'?: "newest_block_at";
}

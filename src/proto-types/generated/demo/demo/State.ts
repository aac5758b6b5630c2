// Original file: demo/control.proto

import type { Channel as _demo_Channel, Channel__Output as _demo_Channel__Output } from '../demo/Channel';
import type { Invoice as _demo_Invoice, Invoice__Output as _demo_Invoice__Output } from '../demo/Invoice';
import type { Payment as _demo_Payment, Payment__Output as _demo_Payment__Output } from '../demo/Payment';
import type { Call as _demo_Call, Call__Output as _demo_Call__Output } from '../demo/Call';
import type { Long } from '@grpc/proto-loader';

export interface State {
  'pubkey'?: (string);
  'generation'?: (number);
  'running'?: (boolean);
  'grpc'?: (string);
  'http'?: (string);
  'subscribers'?: (number);
  'messages_sent'?: (number);
  /**
   * Sent while nobody was subscribed
   */
  'messages_lost'?: (number);
  'spendable_sat'?: (number | string | Long);
  'channels'?: (_demo_Channel)[];
  /**
   * This node's own
   */
  'invoices'?: (_demo_Invoice)[];
  'payments'?: (_demo_Payment)[];
  'calls'?: (_demo_Call)[];
  /**
   * Parts of messages that wait until they are released
   */
  'held_parts'?: (number);
}

export interface State__Output {
  'pubkey': (string);
  'generation': (number);
  'running': (boolean);
  'grpc': (string);
  'http': (string);
  'subscribers': (number);
  'messages_sent': (number);
  /**
   * Sent while nobody was subscribed
   */
  'messages_lost': (number);
  'spendable_sat': (string);
  'channels': (_demo_Channel__Output)[];
  /**
   * This node's own
   */
  'invoices': (_demo_Invoice__Output)[];
  'payments': (_demo_Payment__Output)[];
  'calls': (_demo_Call__Output)[];
  /**
   * Parts of messages that wait until they are released
   */
  'held_parts': (number);
}

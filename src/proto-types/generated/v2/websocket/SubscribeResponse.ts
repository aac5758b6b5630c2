// Original file: imp/api/v2/websocket/websocket.proto

import type { Long } from '@grpc/proto-loader';

export interface SubscribeResponse {
  /**
   * A DIDComm message as JSON: typ, id, thid, pthid, type, from, to, created_time, expires_time, body, attachments
   */
  'data'?: (Buffer | Uint8Array | string);
  /**
   * The satoshis sent as part of the message
   */
  'amount'?: (number | string | Long);
}

export interface SubscribeResponse__Output {
  /**
   * A DIDComm message as JSON: typ, id, thid, pthid, type, from, to, created_time, expires_time, body, attachments
   */
  'data': (Buffer);
  /**
   * The satoshis sent as part of the message
   */
  'amount': (string);
}

// Original file: demo/control.proto


export interface CreatePeerInvoiceResponse {
  'invoice'?: (string);
  'payment_hash'?: (string);
}

export interface CreatePeerInvoiceResponse__Output {
  'invoice': (string);
  'payment_hash': (string);
}

// Original file: demo/control.proto


export interface SendFrameResponse {
  'delivered'?: (number);
}

export interface SendFrameResponse__Output {
  'delivered': (number);
}

// Original file: demo/control.proto


export interface SendFrameRequest {
  'frame'?: (Buffer | Uint8Array | string);
}

export interface SendFrameRequest__Output {
  'frame': (Buffer);
}

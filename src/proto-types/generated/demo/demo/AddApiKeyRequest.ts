// Original file: demo/control.proto


export interface AddApiKeyRequest {
  'key'?: (string);
}

export interface AddApiKeyRequest__Output {
  'key': (string);
}

// Original file: demo/control.proto


export interface RevokeApiKeyRequest {
  'key'?: (string);
}

export interface RevokeApiKeyRequest__Output {
  'key': (string);
}

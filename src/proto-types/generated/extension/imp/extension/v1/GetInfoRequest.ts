// Original file: imp/extension/v1/node.proto


export interface GetInfoRequest {
}

export interface GetInfoRequest__Output {
}

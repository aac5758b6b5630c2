// Original file: demo/control.proto


export interface GetStateRequest {
}

export interface GetStateRequest__Output {
}

// Original file: demo/control.proto


export interface ClearFaultsRequest {
}

export interface ClearFaultsRequest__Output {
}

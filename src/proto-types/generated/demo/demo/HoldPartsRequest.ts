// Original file: demo/control.proto


export interface HoldPartsRequest {
}

export interface HoldPartsRequest__Output {
}

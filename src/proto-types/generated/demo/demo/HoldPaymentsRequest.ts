// Original file: demo/control.proto


export interface HoldPaymentsRequest {
}

export interface HoldPaymentsRequest__Output {
}

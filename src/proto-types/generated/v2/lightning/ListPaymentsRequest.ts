// Original file: imp/api/v2/lightning/lightning.proto


export interface ListPaymentsRequest {
}

export interface ListPaymentsRequest__Output {
}

// Original file: imp/api/v2/lightning/lightning.proto


export interface ListInvoicesRequest {
}

export interface ListInvoicesRequest__Output {
}

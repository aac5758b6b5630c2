// Original file: imp/api/v2/core/core.proto


export interface StatusRequest {
}

export interface StatusRequest__Output {
}

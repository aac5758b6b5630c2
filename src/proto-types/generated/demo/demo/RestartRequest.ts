// Original file: demo/control.proto


export interface RestartRequest {
}

export interface RestartRequest__Output {
}

// Original file: demo/control.proto


export interface KillRequest {
}

export interface KillRequest__Output {
}

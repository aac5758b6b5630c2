// Original file: demo/control.proto


export interface DropConnectionsRequest {
}

export interface DropConnectionsRequest__Output {
}

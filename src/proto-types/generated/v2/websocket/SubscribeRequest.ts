// Original file: imp/api/v2/websocket/websocket.proto


export interface SubscribeRequest {
}

export interface SubscribeRequest__Output {
}

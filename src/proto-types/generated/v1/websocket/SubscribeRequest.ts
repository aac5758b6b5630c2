// Original file: imp/api/websocket/websocket.proto


/**
 * Represents a request to subscribe to the event websocket
 */
export interface SubscribeRequest {
}

/**
 * Represents a request to subscribe to the event websocket
 */
export interface SubscribeRequest__Output {
}

import protobuf from 'protobufjs'
import websocketV1 from '../../proto/imp/api/websocket/websocket.proto'
import websocketV2 from '../../proto/imp/api/v2/websocket/websocket.proto'

/** Frames of Subscribe as a node of either generation writes them: encoded by protobufjs from the node's own protos. */
const encoder = (descriptor: protobuf.INamespace) => {
  const type = protobuf.Root.fromJSON(descriptor).lookupType('websocket.SubscribeResponse')
  return (fields: object): Uint8Array => type.encode(type.fromObject(fields)).finish()
}

export const firstGenerationFrame = encoder(websocketV1)
export const secondGenerationFrame = encoder(websocketV2)

import extension from '../../../proto/imp/extension/v1/node.proto'
import lightningV1 from '../../../proto/imp/api/lightning/lightning.proto'
import messagingV1 from '../../../proto/imp/api/messaging/messaging.proto'
import lightningV2 from '../../../proto/imp/api/v2/lightning/lightning.proto'
import messagingV2 from '../../../proto/imp/api/v2/messaging/messaging.proto'
import websocketV2 from '../../../proto/imp/api/v2/websocket/websocket.proto'
import websocketV1 from '../../../proto/imp/api/websocket/websocket.proto'
import { grpcMessage, grpcMethods, type GrpcMethod } from '../../shared/grpc-methods'
import type { Generation } from './subscribe-response'

/** int64 as strings, so that no amount becomes a number. */
export const CONVERSION = { longs: String, enums: String, defaults: true, oneofs: true }

const DESCRIPTORS = {
  1: { always: [lightningV1, websocketV1], messaging: messagingV1 },
  2: { always: [lightningV2, websocketV2], messaging: messagingV2 }
} as const

export interface ServedMethods {
  /** Whether the node sends messages; not every node does. */
  readonly messaging?: boolean
  /** Whether the node serves the extension. */
  readonly extension?: boolean
}

/** The methods of one generation of the node, with their paths, codecs and HTTP bindings. */
export function methodDefinitions(
  generation: Generation,
  { messaging = true, extension: extended = false }: ServedMethods = {}
): readonly GrpcMethod[] {
  const { always, messaging: sending } = DESCRIPTORS[generation]
  const original = definitionsOf([...always, ...(messaging ? [sending] : [])])
  if (!extended) return original
  return [...original.map(withExtendedMessages), ...definitionsOf([extension])]
}

function definitionsOf(descriptors: readonly Parameters<typeof grpcMethods>[0][]): GrpcMethod[] {
  return descriptors.flatMap((descriptor) => [...grpcMethods(descriptor, CONVERSION).values()])
}

const SUBSCRIBE_PATH = '/websocket.Websocket/Subscribe'

/** Subscribe with the message of the extension: the original one with more fields. */
function withExtendedMessages(definition: GrpcMethod): GrpcMethod {
  if (definition.path !== SUBSCRIBE_PATH) return definition
  const response = grpcMessage(extension, 'imp.extension.v1.SubscribeResponse', CONVERSION)
  return {
    ...definition,
    responseType: response.type,
    responseSerialize: response.serialize,
    responseDeserialize: response.deserialize
  }
}

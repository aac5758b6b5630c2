import {
  fromJSON,
  type AnyDefinition,
  type MethodDefinition,
  type ServiceDefinition
} from '@grpc/proto-loader'
import lightningV1 from '../../../proto/imp/api/lightning/lightning.proto'
import messagingV1 from '../../../proto/imp/api/messaging/messaging.proto'
import lightningV2 from '../../../proto/imp/api/v2/lightning/lightning.proto'
import messagingV2 from '../../../proto/imp/api/v2/messaging/messaging.proto'
import websocketV2 from '../../../proto/imp/api/v2/websocket/websocket.proto'
import websocketV1 from '../../../proto/imp/api/websocket/websocket.proto'
import type { Generation } from './subscribe-response'

/** int64 as strings: no amount passes through a number. */
export const LOADER_OPTIONS = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true }

const DESCRIPTORS = {
  1: { always: [lightningV1, websocketV1], messaging: messagingV1 },
  2: { always: [lightningV2, websocketV2], messaging: messagingV2 }
} as const

export type NodeMethodDefinition = MethodDefinition<object, object>

/** The methods of one generation of the node, with their paths, codecs and HTTP bindings; not every node sends messages. */
export function methodDefinitions(generation: Generation, messaging = true): readonly NodeMethodDefinition[] {
  const { always, messaging: sending } = DESCRIPTORS[generation]
  return [...always, ...(messaging ? [sending] : [])]
    .flatMap((descriptor) => Object.values(fromJSON(descriptor, LOADER_OPTIONS)))
    .filter(isService)
    .flatMap((service) => Object.values(service))
}

export function isService(definition: AnyDefinition): definition is ServiceDefinition {
  return !('format' in definition)
}

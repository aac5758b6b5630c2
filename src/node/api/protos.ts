import {
  fromJSON,
  type AnyDefinition,
  type MethodDefinition,
  type ServiceDefinition
} from '@grpc/proto-loader'
import extension from '../../../proto/imp/extension/v1/node.proto'
import lightningV1 from '../../../proto/imp/api/lightning/lightning.proto'
import messagingV1 from '../../../proto/imp/api/messaging/messaging.proto'
import lightningV2 from '../../../proto/imp/api/v2/lightning/lightning.proto'
import messagingV2 from '../../../proto/imp/api/v2/messaging/messaging.proto'
import websocketV2 from '../../../proto/imp/api/v2/websocket/websocket.proto'
import websocketV1 from '../../../proto/imp/api/websocket/websocket.proto'
import type { Generation } from './subscribe-response'

/** int64 as strings, so that no amount becomes a number. */
export const LOADER_OPTIONS = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true }

const DESCRIPTORS = {
  1: { always: [lightningV1, websocketV1], messaging: messagingV1 },
  2: { always: [lightningV2, websocketV2], messaging: messagingV2 }
} as const

export type NodeMethodDefinition = MethodDefinition<object, object>

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
): readonly NodeMethodDefinition[] {
  const { always, messaging: sending } = DESCRIPTORS[generation]
  const original = definitionsOf([...always, ...(messaging ? [sending] : [])])
  if (!extended) return original
  return [...original.map(withExtendedMessages), ...definitionsOf([extension])]
}

function definitionsOf(descriptors: readonly Parameters<typeof fromJSON>[0][]): NodeMethodDefinition[] {
  return descriptors
    .flatMap((descriptor) => Object.values(fromJSON(descriptor, LOADER_OPTIONS)))
    .filter(isService)
    .flatMap((service) => Object.values(service))
}

const SUBSCRIBE_PATH = '/websocket.Websocket/Subscribe'

/** Subscribe with the message of the extension: the original one with more fields. */
function withExtendedMessages(definition: NodeMethodDefinition): NodeMethodDefinition {
  if (definition.path !== SUBSCRIBE_PATH) return definition
  const type = fromJSON(extension, LOADER_OPTIONS)['imp.extension.v1.SubscribeResponse']
  if (type === undefined || isService(type) || !('serialize' in type)) {
    throw new Error('the extension has no SubscribeResponse')
  }
  return {
    ...definition,
    responseType: type,
    responseSerialize: (message) => Buffer.from(type.serialize(message)),
    responseDeserialize: (bytes) => type.deserialize(bytes)
  }
}

export function isService(definition: AnyDefinition): definition is ServiceDefinition {
  return !('format' in definition)
}

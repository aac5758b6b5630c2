import type { Backend } from '../backend'
import { Dispatcher, type Interceptor } from './dispatcher'
import { extendedSubscribeResponse, extensionMethods, watchInvoicesMethod } from './extension'
import { lightningMethods } from './lightning'
import { messagingMethods } from './messaging'
import type { StreamMethod, UnaryMethod } from './method'
import { methodDefinitions, type NodeMethodDefinition } from './protos'
import { subscribeMethod } from './subscribe'
import { subscribeResponse, type Generation } from './subscribe-response'

export interface ServiceOptions {
  readonly backend: Backend
  readonly generation: Generation
  /** Whether the node sends messages for its clients. */
  readonly messaging: boolean
  /** Whether the node serves the extension; only with the methods of generation 1. */
  readonly extension: boolean
  /** The first one is the outermost. */
  readonly interceptors: readonly Interceptor[]
}

/** Everything that both transports serve. */
export interface NodeService {
  readonly definitions: readonly NodeMethodDefinition[]
  readonly dispatcher: Dispatcher
  readonly unary: readonly UnaryMethod[]
  readonly streams: readonly StreamMethod[]
}

export function nodeService(options: ServiceOptions): NodeService {
  const { backend, generation, messaging, interceptors } = options
  const extension = options.extension && generation === 1
  return {
    definitions: methodDefinitions(generation, { messaging, extension }),
    dispatcher: new Dispatcher(interceptors),
    unary: [
      ...lightningMethods(backend, generation),
      ...messagingMethods(backend, generation),
      ...(extension ? extensionMethods(backend) : [])
    ],
    streams: [
      subscribeMethod({
        source: backend.messages,
        response: (message, transport) =>
          extension
            ? extendedSubscribeResponse(message, transport)
            : subscribeResponse(generation, message, backend.identity.did),
        replays: extension
      }),
      ...(extension ? [watchInvoicesMethod(backend)] : [])
    ]
  }
}

import type { Backend } from '../backend'
import { Dispatcher, type Interceptor } from './dispatcher'
import { lightningMethods } from './lightning'
import { messagingMethods } from './messaging'
import type { StreamMethod, UnaryMethod } from './method'
import { methodDefinitions, type NodeMethodDefinition } from './protos'
import { subscribeMethod } from './subscribe'
import { subscribeResponse, type Generation } from './subscribe-response'

export interface ServiceOptions {
  readonly backend: Backend
  readonly generation: Generation
  /** Whether it sends messages for its clients. */
  readonly messaging: boolean
  /** The first is the outermost. */
  readonly interceptors: readonly Interceptor[]
}

/** Everything that both transports serve. */
export interface NodeService {
  readonly definitions: readonly NodeMethodDefinition[]
  readonly dispatcher: Dispatcher
  readonly unary: readonly UnaryMethod[]
  readonly streams: readonly StreamMethod[]
}

export function nodeService({ backend, generation, messaging, interceptors }: ServiceOptions): NodeService {
  return {
    definitions: methodDefinitions(generation, messaging),
    dispatcher: new Dispatcher(interceptors),
    unary: [...lightningMethods(backend, generation), ...messagingMethods(backend, generation)],
    streams: [
      subscribeMethod({
        source: backend.messages,
        response: (message) => subscribeResponse(generation, message, backend.identity.did),
        replays: false
      })
    ]
  }
}

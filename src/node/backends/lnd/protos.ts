import { fromJSON, type MethodDefinition } from '@grpc/proto-loader'
import routerProto from '../../../../proto/lnd/routerrpc/router.proto'
import signerProto from '../../../../proto/lnd/signrpc/signer.proto'
import stateProto from '../../../../proto/lnd/stateservice.proto'
import { isService, LOADER_OPTIONS } from '../../api/protos'
import type { AnyLndMethod } from './lnd-methods'

/** The router's file contains `lnrpc.Lightning` too. */
const DESCRIPTORS = [routerProto, signerProto, stateProto]

/** A method without proto-loader's descriptions of its messages, which would keep some megabytes in memory. */
export type LndMethodDefinition = Omit<MethodDefinition<object, object>, 'requestType' | 'responseType'>

/** Each descriptor is read once, because that takes a while. */
let definitions: ReadonlyMap<string, LndMethodDefinition> | undefined

/** @throws Error if the protos have no such method, which is a bug of this program */
export function lndMethod(method: AnyLndMethod): LndMethodDefinition {
  definitions ??= new Map(DESCRIPTORS.flatMap(methodsOf))
  const definition = definitions.get(method)
  if (definition === undefined) throw new Error(`LND's protos have no ${method}`)
  return definition
}

/** The methods of a descriptor with their names, as in `lnrpc.Lightning/GetInfo`. */
function methodsOf(descriptor: Parameters<typeof fromJSON>[0]): (readonly [string, LndMethodDefinition])[] {
  return Object.values(fromJSON(descriptor, LOADER_OPTIONS))
    .filter(isService)
    .flatMap((service) => Object.values(service))
    .map((definition) => [definition.path.slice(1), withoutMessages(definition)])
}

function withoutMessages(definition: MethodDefinition<object, object>): LndMethodDefinition {
  const { path, requestStream, responseStream, options } = definition
  const { requestSerialize, requestDeserialize, responseSerialize, responseDeserialize } = definition
  return {
    path,
    requestStream,
    responseStream,
    options,
    requestSerialize,
    requestDeserialize,
    responseSerialize,
    responseDeserialize
  }
}

import { fromJSON, type MethodDefinition } from '@grpc/proto-loader'
import routerProto from '../../../../proto/lnd/routerrpc/router.proto'
import signerProto from '../../../../proto/lnd/signrpc/signer.proto'
import stateProto from '../../../../proto/lnd/stateservice.proto'
import { isService, LOADER_OPTIONS } from '../../api/protos'

/** The services of LND that this backend calls. */
type LndService = 'lnrpc.Lightning' | 'lnrpc.State' | 'routerrpc.Router' | 'signrpc.Signer'

/** A call of LND, as in `lnrpc.Lightning/GetInfo`. */
export type LndMethod = `${LndService}/${string}`

/** Each is read once, because that takes megabytes. The router's file contains `lnrpc.Lightning` too. */
const DESCRIPTORS = [routerProto, signerProto, stateProto]

const definitions = new Map<string, MethodDefinition<object, object>>()

/** @throws Error where the protos have no such method: a mistake in this program */
export function lndMethod(method: LndMethod): MethodDefinition<object, object> {
  if (definitions.size === 0) {
    for (const descriptor of DESCRIPTORS) {
      for (const [name, service] of Object.entries(fromJSON(descriptor, LOADER_OPTIONS))) {
        if (!isService(service)) continue
        for (const [short, definition] of Object.entries(service))
          definitions.set(`${name}/${short}`, definition)
      }
    }
  }
  const definition = definitions.get(method)
  if (definition === undefined) throw new Error(`LND's protos have no ${method}`)
  return definition
}

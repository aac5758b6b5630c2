import { fromJSON, type MethodDefinition } from '@grpc/proto-loader'
import routerProto from '../../../../proto/lnd/routerrpc/router.proto'
import signerProto from '../../../../proto/lnd/signrpc/signer.proto'
import stateProto from '../../../../proto/lnd/stateservice.proto'
import { isService, LOADER_OPTIONS } from '../../api/protos'

/** The services of LND that this backend calls; the router's file brings `lnrpc.Lightning` along. */
const SERVICES = {
  'lnrpc.Lightning': routerProto,
  'lnrpc.State': stateProto,
  'routerrpc.Router': routerProto,
  'signrpc.Signer': signerProto
} as const

/** A call of LND, as in `lnrpc.Lightning/GetInfo`. */
export type LndMethod = `${keyof typeof SERVICES}/${string}`

const definitions = new Map<string, MethodDefinition<object, object>>()

/** @throws Error where the protos have no such method: a mistake in this program */
export function lndMethod(method: LndMethod): MethodDefinition<object, object> {
  if (definitions.size === 0) {
    for (const [name, descriptor] of Object.entries(SERVICES)) {
      const service = fromJSON(descriptor, LOADER_OPTIONS)[name]
      if (service === undefined || !isService(service)) throw new Error(`LND's protos have no ${name}`)
      for (const [short, definition] of Object.entries(service))
        definitions.set(`${name}/${short}`, definition)
    }
  }
  const definition = definitions.get(method)
  if (definition === undefined) throw new Error(`LND's protos have no ${method}`)
  return definition
}

import routerProto from '../../../../proto/lnd/routerrpc/router.proto'
import signerProto from '../../../../proto/lnd/signrpc/signer.proto'
import stateProto from '../../../../proto/lnd/stateservice.proto'
import { grpcMethods, type GrpcMethod } from '../../../shared/grpc-methods'
import { CONVERSION } from '../../api/protos'
import type { AnyLndMethod } from './lnd-methods'

/** The router's file contains `lnrpc.Lightning` too. */
const DESCRIPTORS = [routerProto, signerProto, stateProto]

/** Each descriptor is read once, because that takes a while. */
let definitions: ReadonlyMap<string, GrpcMethod> | undefined

/** @throws Error if the protos have no such method, which is a bug of this program */
export function lndMethod(method: AnyLndMethod): GrpcMethod {
  definitions ??= new Map(DESCRIPTORS.flatMap((descriptor) => [...grpcMethods(descriptor, CONVERSION)]))
  const definition = definitions.get(method)
  if (definition === undefined) throw new Error(`LND's protos have no ${method}`)
  return definition
}

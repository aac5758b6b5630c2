import protobuf, { type IConversionOptions, type INamespace, type Service, type Type } from 'protobufjs/light'

/** A message of a proto with its codec. */
export interface GrpcMessage {
  readonly type: Type
  readonly serialize: (message: object) => Buffer
  readonly deserialize: (bytes: Uint8Array) => object
}

/** A method of a gRPC service, in the form that grpc-js takes for clients and servers. */
export interface GrpcMethod {
  /** As in the `:path` of gRPC over HTTP/2. */
  readonly path: string
  readonly requestStream: boolean
  readonly responseStream: boolean
  readonly requestSerialize: GrpcMessage['serialize']
  readonly requestDeserialize: GrpcMessage['deserialize']
  readonly responseSerialize: GrpcMessage['serialize']
  readonly responseDeserialize: GrpcMessage['deserialize']
  readonly requestType: Type
  readonly responseType: Type
  /** Options of the method in the proto, such as `(google.api.http)`. */
  readonly options: Readonly<Record<string, unknown>>
}

/**
 * All methods of a descriptor (build/proto-json.ts) by service and name, as in `lnrpc.Lightning/GetInfo`.
 * @grpc/proto-loader makes the same, and a second description of every message beside it, which takes megabytes and
 * most of the time in which a process starts.
 */
export function grpcMethods(
  descriptor: INamespace,
  conversion: IConversionOptions
): ReadonlyMap<string, GrpcMethod> {
  const methods = new Map<string, GrpcMethod>()
  for (const service of servicesOf(protobuf.Root.fromJSON(descriptor).nestedArray)) {
    const serviceName = service.fullName.slice(1)
    for (const method of service.methodsArray) {
      const { resolvedRequestType, resolvedResponseType } = method
      if (resolvedRequestType === null || resolvedResponseType === null) {
        throw new Error(`the proto lacks a message of ${method.fullName}`)
      }
      const request = messageOf(resolvedRequestType, conversion)
      const response = messageOf(resolvedResponseType, conversion)
      methods.set(`${serviceName}/${method.name}`, {
        path: `/${serviceName}/${method.name}`,
        requestStream: method.requestStream === true,
        responseStream: method.responseStream === true,
        requestSerialize: request.serialize,
        requestDeserialize: request.deserialize,
        responseSerialize: response.serialize,
        responseDeserialize: response.deserialize,
        requestType: request.type,
        responseType: response.type,
        options: optionsOf(method.parsedOptions)
      })
    }
  }
  return methods
}

/** One message of a descriptor. @throws Error where it has none of this name */
export function grpcMessage(
  descriptor: INamespace,
  name: string,
  conversion: IConversionOptions
): GrpcMessage {
  return messageOf(protobuf.Root.fromJSON(descriptor).lookupType(name), conversion)
}

function messageOf(type: Type, conversion: IConversionOptions): GrpcMessage {
  return {
    type,
    serialize: (message) => {
      const { buffer, byteOffset, length } = type.encode(type.fromObject(message)).finish()
      return Buffer.from(buffer, byteOffset, length)
    },
    deserialize: (bytes) => type.toObject(type.decode(bytes), conversion)
  }
}

function servicesOf(nested: protobuf.Root['nestedArray']): Service[] {
  return nested.flatMap((one) => {
    if (one instanceof protobuf.Service) return [one]
    return one instanceof protobuf.Namespace ? servicesOf(one.nestedArray) : []
  })
}

/** protobufjs lists each option by itself. */
function optionsOf(parsed: unknown): Readonly<Record<string, unknown>> {
  const options: readonly unknown[] = Array.isArray(parsed) ? parsed : []
  return Object.fromEntries(
    options.flatMap((option) => (typeof option === 'object' && option !== null ? Object.entries(option) : []))
  )
}

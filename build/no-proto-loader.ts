/**
 * Replaces @grpc/proto-loader in grpc-js, which needs it for channelz and ORCA. Nothing here uses those, and every
 * process with gRPC would keep its source in memory. Our own protos are read by src/shared/grpc-methods.ts.
 */
export function loadSync(): never {
  throw new Error('channelz and ORCA are not part of this program')
}

/** A .proto file as its JSON descriptor, made at build time by build/proto-json.ts. */
declare module '*.proto' {
  const descriptor: import('protobufjs').INamespace
  export default descriptor
}

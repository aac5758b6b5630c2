export type Transport = 'grpc' | 'http'

/** Who made a call, as its transport knows it. */
export interface Caller {
  readonly transport: Transport
  /** A metadata key in lower case; over HTTP the header with grpc-gateway's prefix `Grpc-Metadata-`. */
  metadata(key: string): string | undefined
  /** Resets the connection that the call came by. */
  drop(): void
}

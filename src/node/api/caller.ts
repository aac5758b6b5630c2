export type Transport = 'grpc' | 'http'

/** The caller of a method, as its transport knows it. */
export interface Caller {
  readonly transport: Transport
  /** Metadata by key in lower case; over HTTP the header with grpc-gateway's prefix `Grpc-Metadata-`. */
  metadata(key: string): string | undefined
  /** Whether a page in a browser may have made the call, without the person's knowledge. */
  readonly fromPage: boolean
  /** Resets the connection of the call. */
  drop(): void
}

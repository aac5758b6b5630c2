/** The address and credentials of one LND. */
export interface LndAccess {
  /** `host:port` of its gRPC port. */
  readonly address: string
  /** Its certificate, PEM. Undefined: a certificate that the system trusts. */
  readonly cert: string | undefined
  /** Hex. */
  readonly macaroon: string
  /** `host:port` of a SOCKS5 proxy to reach it through, for .onion addresses. */
  readonly socks?: string | undefined
}

/** PEM texts for a server. */
export interface TlsOptions {
  readonly cert: string
  readonly key: string
  /** If set, clients must present a certificate that this one signed. */
  readonly clientCa?: string
}

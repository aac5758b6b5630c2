/** PEM texts for a server. */
export interface TlsOptions {
  readonly cert: string
  readonly key: string
  /** Clients must then show a certificate that this one signed. */
  readonly clientCa?: string
}

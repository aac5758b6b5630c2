import type { NodeId } from './ids'

/** How the wire to the node is protected. `plaintext` to another host is an explicit, visible choice of the person. */
export type Security =
  | { readonly kind: 'loopback' }
  | { readonly kind: 'tls' }
  | { readonly kind: 'tls-certificate'; readonly pem: string }
  | { readonly kind: 'tls-pinned'; readonly fingerprint: string }
  | { readonly kind: 'plaintext' }

/** A node the person saved. Its API key is not here: secrets live in the OS keychain or in memory. */
export interface NodeProfile {
  readonly id: NodeId
  /** As entered and normalised: `host:port`, `[v6]:port`, `unix:/path` or `http(s)://…`. */
  readonly address: string
  readonly security: Security
  /** A demo node that this wallet starts itself: its money is play money, said everywhere. */
  readonly demo: boolean
}

/** What the node offers beyond the three Lightning calls and Subscribe; probed without side effects. */
export interface Capabilities {
  readonly sendMessage: boolean
  readonly getChannels: boolean
  readonly listPayments: boolean
}

export const NO_CAPABILITIES: Capabilities = { sendMessage: false, getChannels: false, listPayments: false }

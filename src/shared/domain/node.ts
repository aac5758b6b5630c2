import { isLoopback, parseAddress } from './address'
import type { NodeId } from './ids'
import type { LndProfile } from './pairing'

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
  /** The person's own LND: this wallet starts the IMP node in front of it, and `address` names the LND. */
  readonly lnd?: LndProfile | undefined
}

/** A certificate and its key, PEM, for nodes behind a proxy that asks who comes. */
export interface ClientCertificate {
  readonly certificate: string
  readonly key: string
}

/** A saved node in the list of them: which secrets the wallet holds for it, never what they are. */
export interface SavedNode extends NodeProfile {
  readonly hasApiKey: boolean
  readonly hasClientCertificate: boolean
}

/** What goes to this node can be read and changed on its way. The person chose that, and is reminded of it. */
export function isExposed({ address, security }: Pick<NodeProfile, 'address' | 'security'>): boolean {
  if (security.kind !== 'plaintext') return false
  const parsed = parseAddress(address)
  if (!parsed.ok) return false
  const encrypted = parsed.value.kind === 'http' && parsed.value.secure
  return !encrypted && !isLoopback(parsed.value)
}

/** What the node offers beyond the three Lightning calls and Subscribe; probed without side effects. */
export interface Capabilities {
  readonly sendMessage: boolean
  readonly getChannels: boolean
  readonly listPayments: boolean
  /**
   * Shown, and not used to find paid invoices: the list ends with the node's hundredth, and its text is Go's debug output,
   * which no two builds promise to write alike, with the memos in it. What is paid is said by CheckInvoice.
   */
  readonly listInvoices: boolean
}

export const NO_CAPABILITIES: Capabilities = {
  sendMessage: false,
  getChannels: false,
  listPayments: false,
  listInvoices: false
}

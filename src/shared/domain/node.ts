import { isLoopback, parseAddress } from './address'
import { refusesKey, type BlockingFailureCode } from './connection'
import type { Millis, NodeId } from './ids'
import type { Network } from './network'
import type { Sat } from '../money'
import type { LndProfile } from './pairing'

/**
 * How the connection to the node is protected. `plaintext` to another host is an explicit, visible choice of the
 * person.
 */
export type Security =
  | { readonly kind: 'loopback' }
  | { readonly kind: 'tls' }
  | { readonly kind: 'tls-certificate'; readonly pem: string }
  | { readonly kind: 'tls-pinned'; readonly fingerprint: string }
  | { readonly kind: 'plaintext' }

/** The colours of nodes, as numbered in tokens.css: those of identicons, none of them the colour of a state. */
export const NODE_COLOURS = [1, 2, 3, 4, 5, 6] as const
export type NodeColour = (typeof NODE_COLOURS)[number]

/** Limit of a name that the person gives a node, in UTF-16 units. */
export const MAX_NODE_NAME = 40

/** A saved node. Its API key is not part of it: secrets are in the system keychain or in memory. */
export interface NodeProfile {
  readonly id: NodeId
  /** Normalised: `host:port`, `[v6]:port`, `unix:/path` or `http(s)://…`. */
  readonly address: string
  readonly security: Security
  /** A demo node that this wallet starts itself. The page marks its money as play money everywhere. */
  readonly demo: boolean
  /** The person's own LND: this wallet starts the IMP node in front of it, and `address` names the LND. */
  readonly lnd?: LndProfile | undefined
  /** The name that the person gave it, only in this wallet. */
  readonly givenName?: string | undefined
  /** The colour that the person gave it. Undefined: that of its key. */
  readonly colour?: NodeColour | undefined
  /**
   * Why the person had to act when the node was last in use. Undefined: the wallet was connected to it, or never tried.
   * Of the node in use, the connection state is newer.
   */
  readonly lastFailure?: BlockingFailureCode | undefined
}

/** Whether an LND refused the wallet's key when it was last in use. It can be used only after it is paired again. */
export const needsPairing = ({ lastFailure }: Pick<NodeProfile, 'lastFailure'>): boolean =>
  lastFailure !== undefined && refusesKey(lastFailure)

/** A client certificate and its key as PEM, for nodes behind a proxy that requires one. */
export interface ClientCertificate {
  readonly certificate: string
  readonly key: string
}

/** What a node with the extension could send when the wallet was last connected to it. */
export interface LastSpendable {
  readonly spendableSat: Sat
  readonly network: Network
  /** When the node last reported it. */
  readonly at: Millis
}

/** A saved node as the page sees it: which secrets the wallet stores for it, but not their values. */
export interface SavedNode extends NodeProfile {
  /** Undefined if the wallet never learned it. Of the active node `balanceSat` of the state is newer. */
  readonly lastSpendable?: LastSpendable | undefined
  readonly hasApiKey: boolean
  readonly hasClientCertificate: boolean
}

/** Whether others can read and change the traffic to this node. The person chose this and is reminded of it. */
export function isExposed({ address, security }: Pick<NodeProfile, 'address' | 'security'>): boolean {
  if (security.kind !== 'plaintext') return false
  const parsed = parseAddress(address)
  if (!parsed.ok) return false
  const encrypted = parsed.value.kind === 'http' && parsed.value.secure
  return !encrypted && !isLoopback(parsed.value)
}

/** What the node offers beyond the three Lightning calls and Subscribe. Probed without side effects. */
export interface Capabilities {
  readonly sendMessage: boolean
  readonly getChannels: boolean
  readonly listPayments: boolean
  /**
   * Shown, but not used to find paid invoices: the list ends with the node's hundredth invoice, and its text is Go's
   * debug output, which has no stable format and contains the memos. CheckInvoice decides what is paid.
   */
  readonly listInvoices: boolean
  /** `imp.extension.v1.Node`: fees, amounts for invoices without one, outcomes of payments, paid invoices at once. */
  readonly extension: boolean
  /** A node with the extension that sends no part of a message above the largest fee. Earlier versions ignore it. */
  readonly limitsMessageFees: boolean
}

/** What a node with the extension reports about itself, to show to a person. */
export interface NodeFacts {
  readonly alias: string
  /** The Lightning node behind it, such as `lnd 0.20.1-beta`. */
  readonly software: string
  readonly syncedToChain: boolean
  readonly blockHeight: number
  /** The time in the newest block that it has. Undefined if the node does not report it. */
  readonly newestBlockAt: Millis | undefined
}

export const NO_CAPABILITIES: Capabilities = {
  sendMessage: false,
  getChannels: false,
  listPayments: false,
  listInvoices: false,
  extension: false,
  limitsMessageFees: false
}

export const sameCapabilities = (one: Capabilities, other: Capabilities): boolean =>
  one.sendMessage === other.sendMessage &&
  one.getChannels === other.getChannels &&
  one.listPayments === other.listPayments &&
  one.listInvoices === other.listInvoices &&
  one.extension === other.extension &&
  one.limitsMessageFees === other.limitsMessageFees

import type { Network } from './network'
import type { Sat } from '../money'
import type { ConnectionState } from './connection'
import type { Capabilities, NodeFacts, NodeProfile, SavedNode } from './node'
import type { Pubkey } from './ids'
import type { PairingState } from './pairing'
import type { SameNode } from './same-node'
import type { Settings } from './settings'
import type { UpdateState } from './update'

/**
 * The small state that the page always shows. It contains no lists; the page requests windows of those. Sent whole,
 * with a revision that only grows within one run of main.
 */
export interface AppState {
  readonly revision: number
  readonly connection: ConnectionState
  /** Undefined at the first run, when no node was chosen yet. */
  readonly node: NodeProfile | undefined
  /** All saved nodes. There are only a few, so they may be part of the state. */
  readonly nodes: readonly SavedNode[]
  /** Learned from the node's own invoices, or reported by a node with the extension. */
  readonly identity: { readonly pubkey: Pubkey; readonly network: Network } | undefined
  /** Other records in the profile that belong to the same node. */
  readonly sameNode: SameNode | undefined
  readonly capabilities: Capabilities
  /** Undefined if the node does not report it, or has not yet. */
  readonly nodeFacts: NodeFacts | undefined
  /** What the node can send now. An estimate, unless the node has the extension. */
  readonly balanceSat: Sat | undefined
  /** The amount that can be received; only a node with the extension reports it. */
  readonly receivableSat: Sat | undefined
  /** Sum of the one-click payments of the last 24 hours, to compare with `settings.dayLimitSat`. */
  readonly oneClickSpentSat: Sat
  readonly unread: number
  /** The records cannot be written: the disk is full, or another program locks the file. */
  readonly storageUnavailable: boolean
  /** The records of this node are gone and the person chose to begin new ones. The page asks for a confirmation. */
  readonly recordsGone: NodeProfile | undefined
  /** The LND pairing under way, if there is one. */
  readonly pairing: PairingState | undefined
  readonly settings: Settings
  /** `memory`: there is no trustworthy keychain, so API keys are forgotten when the wallet quits. */
  readonly secretStorage: 'keychain' | 'memory'
  readonly about: About
  readonly updates: UpdateState
}

export interface About {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  /** A tray icon is known to be visible. */
  readonly tray: boolean
}

/** The state without its revision. */
export type StateBody = Omit<AppState, 'revision'>

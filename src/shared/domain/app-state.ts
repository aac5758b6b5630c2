import type { Network } from '../bolt11'
import type { Sat } from '../money'
import type { ConnectionState } from './connection'
import type { Capabilities, NodeProfile, SavedNode } from './node'
import type { Pubkey } from './ids'
import type { PairingState } from './pairing'
import type { Settings } from './settings'
import type { UpdateState } from './update'

/**
 * The small state that the frame always shows. Lists are never in it: the renderer asks for windows of them.
 * Sent whole with a revision that only grows within one run of main.
 */
export interface AppState {
  readonly revision: number
  readonly connection: ConnectionState
  /** Undefined: first run, no node chosen. */
  readonly node: NodeProfile | undefined
  /** All that the person connected to and did not forget; a handful, so they may be here. */
  readonly nodes: readonly SavedNode[]
  /** Learned from the node's own invoices. */
  readonly identity: { readonly pubkey: Pubkey; readonly network: Network } | undefined
  readonly capabilities: Capabilities
  readonly balanceSat: Sat | undefined
  /** What one-click payments added up to in the last 24 hours, against `settings.dayLimitSat`. */
  readonly oneClickSpentSat: Sat
  readonly unread: number
  /** The records cannot be written at present: the disk is full, or the file held by another program. */
  readonly storageUnavailable: boolean
  /** The records of this node are gone, and the person chose to begin new ones: the page asks for the word. */
  readonly recordsGone: NodeProfile | undefined
  /** The pairing of an LND that is under way; undefined: none. */
  readonly pairing: PairingState | undefined
  readonly settings: Settings
  /** `memory`: no trustworthy keychain, the API key is forgotten when the wallet quits. */
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
  /** The platform's tray is known to be there. */
  readonly tray: boolean
}

/** The state without the number that orders its versions. */
export type StateBody = Omit<AppState, 'revision'>

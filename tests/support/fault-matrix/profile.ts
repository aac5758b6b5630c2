import { recordsFile } from '../../../src/main/session/records'
import type { NodeId } from '../../../src/shared/domain/ids'
import { Wallet, type WalletOptions } from './wallet'

/** A node as the wallet has saved it. */
export interface SavedNode {
  readonly id: NodeId
  readonly address: string
}

export interface Profile {
  /** @throws RecordsNotOpened */
  open(node: SavedNode, options?: Omit<WalletOptions, 'dbFile' | 'address' | 'profile'>): Wallet
  close(): void
}

/** A profile folder as the running wallet has it: saved nodes, and for each of them its records. */
export function openProfile(userData: string): Profile {
  return {
    open: ({ id, address }, options) =>
      new Wallet({ dbFile: recordsFile(userData, id), address, ...options }),
    close: () => undefined
  }
}

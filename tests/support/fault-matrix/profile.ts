import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { recordsFile } from '../../../src/main/session/records'
import type { NodeId } from '../../../src/shared/domain/ids'
import { Wallet, type WalletOptions } from './wallet'

/** A node as the wallet has saved it. */
export interface SavedNode {
  readonly id: NodeId
  readonly address: string
}

/** A profile folder: for each saved node its records. */
export class Profile {
  readonly #userData: string

  constructor(userData: string) {
    this.#userData = userData
  }

  /** @throws RecordsNotOpened */
  open({ id, address }: SavedNode, options?: Omit<WalletOptions, 'dbFile' | 'address' | 'profile'>): Wallet {
    const dbFile = recordsFile(this.#userData, id)
    mkdirSync(dirname(dbFile), { recursive: true })
    return new Wallet({ dbFile, address, ...options })
  }

  close(): void {
    return undefined
  }
}

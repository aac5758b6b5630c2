import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OtherJournals } from '../../../../src/main/app/other-journals'
import { recordsFile } from '../../../../src/main/app/node-records'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { Wallet, type WalletOptions } from './wallet'

/** A saved node. */
export interface SavedNode {
  readonly id: NodeId
  readonly address: string
}

/** A profile folder: the nodes whose records were opened before, and all their journals. */
export class Profile {
  readonly #userData: string
  readonly #listFile: string
  readonly #otherJournals: OtherJournals

  constructor(userData: string) {
    this.#userData = userData
    this.#listFile = join(userData, 'opened.txt')
    this.#otherJournals = new OtherJournals({
      userData,
      owners: () => this.#opened().map((id) => ({ id, name: id, saved: true }))
    })
  }

  /** @throws RecordsNotOpened */
  open({ id, address }: SavedNode, options?: Omit<WalletOptions, 'dbFile' | 'address' | 'profile'>): Wallet {
    const opened = this.#opened()
    this.#otherJournals.release(id)
    const wallet = new Wallet({
      ...{ dbFile: recordsFile(this.#userData, id), address, ...options },
      profile: { recordsExpected: opened.includes(id), otherAttempts: this.#otherJournals.except(id) }
    })
    writeFileSync(this.#listFile, [...new Set([...opened, id])].join('\n'))
    return wallet
  }

  close(): void {
    this.#otherJournals.close()
  }

  /** Includes the nodes that a wallet recorded in another process, which was killed. */
  #opened(): NodeId[] {
    if (!existsSync(this.#listFile)) return []
    return readFileSync(this.#listFile, 'utf8')
      .split('\n')
      .map((id) => id as NodeId)
  }
}

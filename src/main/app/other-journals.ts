import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeId, PaymentHash, Pubkey } from '../../shared/domain/ids'
import type { Unsettled } from '../../shared/domain/unsettled'
import { fail, ok, type Result } from '../../shared/result'
import { ClosedJournal } from '../store/closed-journal'
import { KeptHashes } from '../store/kept-hashes'
import type { OtherAttempts } from '../wallet/api'
import { recordsFile } from './node-records'

/** A node whose records may be in the profile. */
export interface JournalOwner {
  readonly id: NodeId
  /** The node's name as the person knows it. */
  readonly name: string
  /** It is in the list of nodes, so the person can switch to it. */
  readonly saved: boolean
}

export interface OtherJournalsDeps {
  readonly userData: string
  /** The saved and forgotten nodes that have records. */
  readonly owners: () => readonly JournalOwner[]
}

/** Records in the profile without an entry in the list of nodes, because the list was lost or damaged. */
const UNLISTED = 'a node that is no longer saved'
const ERASED = 'nodes whose records were erased'

/**
 * The payments in all journals of the profile except the open one. One payment hash is one payment, whatever node it
 * goes through. The journals are read directly, so that there is no second copy that could differ. A look-up is one
 * read by key, and each file is opened once.
 */
export class OtherJournals {
  readonly #deps: OtherJournalsDeps
  readonly #kept: KeptHashes
  /** By node. `undefined`: it could not be read. */
  readonly #journals = new Map<NodeId, ClosedJournal | undefined>()
  #unlisted: readonly JournalOwner[] | undefined

  constructor(deps: OtherJournalsDeps) {
    this.#deps = deps
    this.#kept = new KeptHashes(join(deps.userData, 'kept-hashes.db'))
  }

  /** The attempts that the session of this node has to consider: those of all other nodes. */
  except(own: NodeId): OtherAttempts {
    return {
      find: (paymentHash, ownKnows) => this.#find(own, paymentHash, ownKnows),
      paymentsTo: (payee) => this.#paymentsTo(own, payee)
    }
  }

  /**
   * Keeps the payment hashes of records that are about to be erased or replaced, so that none is paid again. Unreadable
   * records give none. The records must be closed.
   */
  keepHashes(owner: Pick<JournalOwner, 'id' | 'name'>): Result<undefined, 'store-failed'> {
    const all = this.#journal(owner.id)?.all()
    const kept = all?.ok === true ? this.#kept.keep(owner, all.value) : ok(undefined)
    this.release(owner.id)
    return kept.ok ? ok(undefined) : fail('store-failed', kept.error.detail)
  }

  /** Payments and messages without an outcome in the records of a node that is not active. */
  unsettled(id: NodeId): Result<Unsettled, 'unreadable'> {
    return this.#journal(id)?.unsettled() ?? fail('unreadable')
  }

  /** The records of other nodes that belong to a node with this key. Those that cannot be read are left out. */
  withKey(own: NodeId, key: Pubkey): readonly { readonly owner: JournalOwner; readonly isEmpty: boolean }[] {
    return this.#owners().flatMap((owner) => {
      if (owner.id === own) return []
      const journal = this.#journal(owner.id)
      const known = journal?.key()
      if (journal === undefined || known?.ok !== true || known.value !== key) return []
      const isEmpty = journal.isEmpty()
      return [{ owner, isEmpty: isEmpty.ok && isEmpty.value }]
    })
  }

  /** Closes the records of a node, because they will be opened, replaced or erased. */
  release(id: NodeId): void {
    this.#journals.get(id)?.close()
    this.#journals.delete(id)
    this.#unlisted = undefined
  }

  close(): void {
    for (const journal of this.#journals.values()) journal?.close()
    this.#journals.clear()
    this.#kept.close()
  }

  #find(own: NodeId, paymentHash: PaymentHash, ownKnows: boolean): ReturnType<OtherAttempts['find']> {
    const unreadable: string[] = []
    for (const { id, name, saved } of this.#owners()) {
      if (id === own) continue
      const found = this.#journal(id)?.find(paymentHash)
      if (found?.ok !== true) unreadable.push(name)
      else if (found.value !== undefined) {
        const { state, sentAt } = found.value
        return {
          attempt: { state, sentAt, node: name, nodeId: saved ? id : undefined, erased: false },
          unreadable: []
        }
      }
    }
    // If the open journal has a row, that row decides about a payment through this node.
    const kept = ownKnows ? ok(undefined) : this.#kept.find(paymentHash)
    if (!kept.ok) unreadable.push(ERASED)
    const erased = kept.ok ? kept.value : undefined
    return {
      attempt:
        erased === undefined
          ? undefined
          : { node: erased.node, state: erased.state, sentAt: erased.sentAt, erased: true },
      unreadable
    }
  }

  #paymentsTo(own: NodeId, payee: Pubkey): ReturnType<OtherAttempts['paymentsTo']> {
    const kept = this.#kept.isEmpty()
    let complete = kept.ok && kept.value
    for (const { id } of this.#owners()) {
      if (id === own) continue
      const paid = this.#journal(id)?.hasPaid(payee)
      if (paid?.ok !== true) complete = false
      else if (paid.value) return 'some'
    }
    return complete ? 'none' : 'not-known'
  }

  #owners(): readonly JournalOwner[] {
    const listed = this.#deps.owners()
    this.#unlisted ??= foldersOf(this.#deps.userData)
      .filter((id) => existsSync(recordsFile(this.#deps.userData, id)))
      .map((id) => ({ id, name: UNLISTED, saved: false }))
    return [...listed, ...this.#unlisted.filter(({ id }) => listed.every((owner) => owner.id !== id))]
  }

  #journal(id: NodeId): ClosedJournal | undefined {
    if (this.#journals.has(id)) return this.#journals.get(id)
    const opened = ClosedJournal.open(recordsFile(this.#deps.userData, id))
    const journal = opened.ok ? opened.value : undefined
    this.#journals.set(id, journal)
    return journal
  }
}

function foldersOf(userData: string): NodeId[] {
  try {
    return readdirSync(join(userData, 'nodes'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name as NodeId)
  } catch {
    // Before the first node the folder does not exist. Listed nodes are looked up by name in any case.
    return []
  }
}

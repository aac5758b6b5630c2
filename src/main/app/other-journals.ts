import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeId, PaymentHash } from '../../shared/domain/ids'
import type { Unsettled } from '../../shared/domain/unsettled'
import { fail, ok, type Result } from '../../shared/result'
import { ClosedJournal } from '../store/closed-journal'
import { KeptHashes } from '../store/kept-hashes'
import type { OtherAttempts } from '../wallet/api'
import { recordsFile } from './node-records'

/** A node whose records may be in the profile. */
export interface JournalOwner {
  readonly id: NodeId
  /** How the person knows it. */
  readonly name: string
}

export interface OtherJournalsDeps {
  readonly userData: string
  /** The saved nodes, and the forgotten ones whose records stayed, that have had records. */
  readonly owners: () => readonly JournalOwner[]
}

/** Records in the profile that no entry in the list of nodes belongs to: the list was lost or damaged. */
const UNLISTED = 'a node that is no longer saved'
const ERASED = 'nodes whose records were erased'

/**
 * What every journal of the profile but the one in use knows. One payment hash is one payment, whatever node it goes
 * through. The journals are asked themselves, so there is no second copy of them that could say something else; a look-up
 * is one read by key, and each file is opened once.
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

  /** For the session of this node: what all the others know. */
  except(own: NodeId): OtherAttempts {
    return {
      find: (paymentHash, ownKnows) => this.#find(own, paymentHash, ownKnows)
    }
  }

  /**
   * Before the records of a node go: keeps the payment hashes that must not be paid a second time. Records that cannot be
   * read give none. They must not be in use.
   */
  keepHashes(owner: JournalOwner): Result<undefined, 'store-failed'> {
    const all = this.#journal(owner.id)?.all()
    const kept = all?.ok === true ? this.#kept.keep(owner, all.value) : ok(undefined)
    this.release(owner.id)
    return kept.ok ? ok(undefined) : fail('store-failed', kept.error.detail)
  }

  /** What has no outcome yet in the records of a node that is not in use. */
  unsettled(id: NodeId): Result<Unsettled, 'unreadable'> {
    return this.#journal(id)?.unsettled() ?? fail('unreadable')
  }

  /** Lets go of the records of a node: they are about to be opened, replaced or erased. */
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
    for (const { id, name } of this.#owners()) {
      if (id === own) continue
      const found = this.#journal(id)?.find(paymentHash)
      if (found?.ok !== true) unreadable.push(name)
      else if (found.value !== undefined) return { attempt: { ...found.value, node: name }, unreadable: [] }
    }
    // Where the journal in use has a row, it is the one to ask about a payment through this node.
    const kept = ownKnows ? ok(undefined) : this.#kept.find(paymentHash)
    if (!kept.ok) unreadable.push(ERASED)
    return { attempt: kept.ok ? kept.value : undefined, unreadable }
  }

  #owners(): readonly JournalOwner[] {
    const listed = this.#deps.owners()
    this.#unlisted ??= foldersOf(this.#deps.userData)
      .filter((id) => existsSync(recordsFile(this.#deps.userData, id)))
      .map((id) => ({ id, name: UNLISTED }))
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
    // Before the first node there is no such folder. Those in the list are looked for by their name in any case.
    return []
  }
}

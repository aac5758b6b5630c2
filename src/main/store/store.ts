import type { Millis } from '../../shared/domain/ids'
import { sat, type Sat } from '../../shared/money'
import type { Unsettled } from '../../shared/domain/unsettled'
import { fail, ok, type Result } from '../../shared/result'
import { ActivityRepository } from './activity'
import { ActivityList } from './activity-list'
import { ConversationsRepository } from './conversations'
import { sqliteError, type Database } from './database'
import { GapsRepository } from './gaps'
import { IdentityRepository } from './identity'
import { InvoicesRepository } from './invoices'
import { MachineRunsRepository } from './machine-runs'
import { MessageList } from './message-list'
import { MessageSearch } from './message-search'
import { MessageWords } from './message-index'
import { MessagesRepository } from './messages'
import { NotesRepository } from './notes'
import { OutgoingRepository } from './outgoing'
import { PaymentsRepository } from './payments'
import { SendersRepository } from './senders'
import { ThreadsRepository } from './threads'
import { readUnsettled } from './unsettled'

/** The truth of one node: everything the wallet must remember. Only the use cases in `wallet` write it. */
export class Store {
  readonly senders
  readonly messages
  readonly conversations
  readonly threads
  readonly messageWords
  readonly messageSearch
  readonly messageList
  readonly gaps
  readonly identity
  readonly invoices
  readonly payments
  readonly outgoing
  readonly notes
  /** For writing notes; the rows are kept by the repositories of their entries. */
  readonly activity
  readonly activityList
  #writeFailed: (() => void) | undefined
  private readonly touch

  constructor(private readonly database: Database) {
    const runs = new MachineRunsRepository(database)
    this.senders = new SendersRepository(database)
    this.notes = new NotesRepository(database)
    this.activity = new ActivityRepository(database, this.senders, this.notes)
    this.activityList = new ActivityList(database, this.senders)
    this.messages = new MessagesRepository(database, this.senders, runs, this.activity)
    this.conversations = new ConversationsRepository(database, this.senders)
    this.threads = new ThreadsRepository(database, this.senders, runs)
    this.messageWords = new MessageWords(database)
    this.messageSearch = new MessageSearch(database, this.messageWords)
    this.messageList = new MessageList(database)
    this.gaps = new GapsRepository(database)
    this.identity = new IdentityRepository(database)
    this.invoices = new InvoicesRepository(database, this.activity)
    this.payments = new PaymentsRepository(database, this.activity)
    this.outgoing = new OutgoingRepository(database)
    this.touch = database.prepare(`UPDATE counters SET value = value WHERE name = 'unread'`)
  }

  /**
   * Does `work` in one transaction. When it returns `ok`, everything is on disk; when SQLite cannot write (disk full,
   * file damaged, locked), nothing of it is. Other exceptions are bugs and pass through, also with nothing written.
   */
  write<T>(work: () => T): Result<T, 'store-failed'> {
    try {
      return ok(this.database.transaction(work))
    } catch (error) {
      const known = sqliteError(error)
      if (known === undefined) throw error
      this.#writeFailed?.()
      return fail('store-failed', known.message)
    }
  }

  /** Writes what changes nothing, to learn whether writing is possible. */
  tryWriting(): Result<undefined, 'store-failed'> {
    return this.write(() => {
      this.touch.run()
      return undefined
    })
  }

  /** Tells of every write that failed. One listener at a time. */
  onWriteFailed(listener: (() => void) | undefined): void {
    this.#writeFailed = listener
  }

  /** What left with one click since a time, or may have: payments and the cost of messages. */
  oneClickSince(since: Millis): Sat {
    return sat(this.payments.oneClickSince(since) + this.outgoing.oneClickSince(since))
  }

  /** Payments and messages that have no outcome yet. */
  unsettled(): Unsettled {
    return readUnsettled(this.database)
  }

  get isOpen(): boolean {
    return this.database.isOpen
  }

  close(): void {
    this.database.close()
  }
}

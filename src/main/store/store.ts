import type { Millis, PaymentHash } from '../../shared/domain/ids'
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
import { Lookalikes } from './lookalikes'
import { MessageIndex } from './message-index'
import { MessagesRepository } from './messages'
import { NotesRepository } from './notes'
import { OutgoingRepository } from './outgoing'
import { OpenPayments } from './open-payments'
import { PaymentsRepository } from './payments'
import { SendersRepository } from './senders'
import { ThreadsRepository } from './threads'
import { readUnsettled } from './unsettled'

/** All records of one node. Only the use cases in `wallet` write to it. */
export class Store {
  readonly senders
  readonly lookalikes
  readonly messages
  readonly conversations
  readonly threads
  readonly messageIndex
  readonly messageSearch
  readonly messageList
  readonly gaps
  readonly identity
  readonly invoices
  readonly payments
  readonly openPayments
  readonly outgoing
  readonly notes
  /** Public for notes. The rows themselves are written by the repositories of their entries. */
  readonly activity
  readonly activityList
  #writeFailed: (() => void) | undefined
  private readonly touch

  constructor(private readonly database: Database) {
    const runs = new MachineRunsRepository(database)
    this.senders = new SendersRepository(database)
    this.lookalikes = new Lookalikes(database)
    this.notes = new NotesRepository(database)
    this.activity = new ActivityRepository(database, this.senders, this.notes)
    this.activityList = new ActivityList(database, this.senders)
    this.messages = new MessagesRepository(database, this.senders, runs, this.activity)
    this.conversations = new ConversationsRepository(database, this.senders)
    this.threads = new ThreadsRepository(database, this.senders, runs)
    this.messageIndex = new MessageIndex(database)
    this.messageSearch = new MessageSearch(database, this.messageIndex)
    this.messageList = new MessageList(database)
    this.gaps = new GapsRepository(database)
    this.identity = new IdentityRepository(database)
    this.invoices = new InvoicesRepository(database, this.activity)
    this.payments = new PaymentsRepository(database, this.activity)
    this.openPayments = new OpenPayments(database)
    this.outgoing = new OutgoingRepository(database)
    this.touch = database.prepare(`UPDATE counters SET value = value WHERE name = 'unread'`)
  }

  /**
   * Runs `work` in one transaction. `ok` means that everything is on disk. `store-failed` means that SQLite could not
   * write (disk full, file damaged, locked) and that nothing was stored. Any other exception is a bug; it is rethrown,
   * and nothing was stored either.
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

  /** As `write`, for work that may refuse. It refuses before it writes anything. */
  writeUnlessRefused<T, C extends string>(
    work: () => Result<T, C>
  ): Result<T, C> | ReturnType<typeof fail<'store-failed'>> {
    const written = this.write(work)
    return written.ok ? written.value : fail('store-failed', written.error.detail)
  }

  /** Writes without a change of content, to learn whether writing is possible. */
  probeWrite(): Result<undefined, 'store-failed'> {
    return this.write(() => {
      this.touch.run()
      return undefined
    })
  }

  /** Sets the one listener that is called after every failed write; undefined removes it. */
  onWriteFailed(listener: (() => void) | undefined): void {
    this.#writeFailed = listener
  }

  /**
   * Sum of what was or may have been sent with one click since `since`: payments and messages, with their fees.
   * `except`: a payment that is left out.
   */
  oneClickSince(since: Millis, except?: PaymentHash): Sat {
    return sat(this.payments.oneClickSince(since, except) + this.outgoing.oneClickSince(since))
  }

  /** Payments and messages without an outcome. */
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

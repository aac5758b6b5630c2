import * as v from 'valibot'
import type { BackendFailure } from '../../backend'
import { Invoice, InvoicePage } from './answers'
import { backoffMs } from './backoff'
import type { Journal } from './journal'
import type { LndClient } from './lnd-client'
import { isMissingInvoice } from './lnd-failure'
import type { Mailbox } from './mailbox'
import { settlementsOf } from './settlements'
import { endOnBug } from '../../end-on-bug'

const PAGE = 1_000

/**
 * Reads LND's settled invoices into the mailbox, after the last one that was read, until closed. Reconnects by itself.
 */
export class InvoiceFeed {
  readonly #client: LndClient
  readonly #journal: Journal
  readonly #mailbox: Mailbox
  readonly #onFailure: (failure: BackendFailure | undefined) => void
  #attempt = 0
  #closed = false
  #timer: NodeJS.Timeout | undefined
  #cancel: (() => void) | undefined
  #waiting: Invoice[] = []
  #flush: NodeJS.Immediate | undefined
  /** Live invoices wait for those that are being listed. */
  #listing = false

  /** Calls `onFailure` with the reason when the feed is interrupted, and with undefined when it runs again. */
  constructor(parts: {
    readonly client: LndClient
    readonly journal: Journal
    readonly mailbox: Mailbox
    readonly onFailure: (failure: BackendFailure | undefined) => void
  }) {
    this.#client = parts.client
    this.#journal = parts.journal
    this.#mailbox = parts.mailbox
    this.#onFailure = parts.onFailure
  }

  start(): void {
    this.#run().catch(endOnBug)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    clearImmediate(this.#flush)
    this.#cancel?.()
  }

  async #run(): Promise<void> {
    if (this.#closed) return
    const cursor = await this.#cursor()
    if (this.#closed) return
    if (typeof cursor === 'object') {
      this.#again(cursor)
      return
    }
    // LND replays nothing if the index is 0, so the node lists the settled invoices and delivers them before live ones.
    this.#listing = cursor === 0n
    this.#cancel = this.#client.stream(
      'lnrpc.Lightning/SubscribeInvoices',
      { settle_index: cursor.toString(), add_index: '0' },
      Invoice,
      { onData: (invoice) => this.#take(invoice), onEnd: (failure) => this.#again(failure) }
    )
    this.#confirm(this.#cancel).catch(endOnBug)
    if (this.#listing) await this.#catchUp(this.#cancel)
  }

  async #cursor(): Promise<bigint | BackendFailure> {
    const cursor = this.#journal.cursor()
    if (cursor === undefined) return this.#firstCursor()
    const isRestored = await this.#isRestored()
    if (this.#closed || !isRestored) return cursor
    return this.#written(() => this.#journal.beginAgain()) ?? 0n
  }

  /** Whether LND has lost the invoices that were read. For a cursor above its own index it would send nothing. */
  async #isRestored(): Promise<boolean> {
    const hash = this.#journal.history.latestHash()
    if (hash === undefined) return false
    const found = await this.#client.call(
      'lnrpc.Lightning/LookupInvoice',
      { r_hash: Buffer.from(hash, 'hex') },
      v.unknown()
    )
    return !found.ok && isMissingInvoice(found.error)
  }

  /** Calls LND to find out whether it works again, because a new stream sends nothing before the first invoice. */
  async #confirm(stream: () => void): Promise<void> {
    const info = await this.#client.call('lnrpc.Lightning/GetInfo', {}, v.unknown())
    if (info.ok && this.#cancel === stream && !this.#closed) this.#working()
  }

  /** The cursor of a new journal: LND's newest settled invoice. */
  async #firstCursor(): Promise<bigint | BackendFailure> {
    const listed = await this.#list()
    if (!Array.isArray(listed)) return listed
    let cursor = 0n
    let latestHash: string | undefined
    for (const { settleIndex, lookUpHash } of listed.flatMap(settlementsOf)) {
      if (settleIndex <= cursor) continue
      cursor = settleIndex
      latestHash = lookUpHash ?? latestHash
    }
    const failure = this.#written(() => {
      if (latestHash !== undefined) this.#journal.history.setLatestHash(latestHash)
      this.#journal.setCursor(cursor)
    })
    return failure ?? cursor
  }

  async #catchUp(stream: () => void): Promise<void> {
    const listed = await this.#list()
    if (this.#closed || this.#cancel !== stream) return
    this.#listing = false
    if (Array.isArray(listed)) {
      this.#waiting.unshift(...listed)
      this.#flushSoon()
    } else this.#again(listed)
  }

  async #list(): Promise<Invoice[] | BackendFailure> {
    const all: Invoice[] = []
    let offset = 0n
    for (;;) {
      const page = await this.#client.call(
        'lnrpc.Lightning/ListInvoices',
        { index_offset: offset.toString(), num_max_invoices: PAGE.toString() },
        InvoicePage
      )
      if (!page.ok) return page.error
      all.push(...page.value.invoices)
      if (page.value.invoices.length < PAGE) return all
      offset = page.value.last_index_offset
    }
  }

  #take(invoice: Invoice): void {
    this.#waiting.push(invoice)
    if (!this.#listing) this.#flushSoon()
  }

  /** Writes all waiting invoices in one transaction, so a replay of thousands takes only a few. */
  #flushSoon(): void {
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined
      const batch = this.#waiting
      this.#waiting = []
      if (batch.length === 0) return
      const failure = this.#written(() => this.#mailbox.take(batch))
      if (failure === undefined) this.#working()
      else this.#again(failure)
    })
  }

  /** Returns a failure if the journal cannot be written, for example because the disk is full. */
  #written(write: () => void): BackendFailure | undefined {
    try {
      write()
      return undefined
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { code: 'unreachable', detail: `messages cannot be stored: ${reason}` }
    }
  }

  #working(): void {
    this.#attempt = 0
    this.#onFailure(undefined)
  }

  /** Reconnects after a backoff. LND then repeats every invoice after the cursor. */
  #again(failure: BackendFailure | undefined): void {
    if (this.#closed) return
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting = []
    this.#onFailure(failure ?? { code: 'unreachable', detail: 'LND ended the stream of invoices' })
    this.#timer = setTimeout(() => {
      this.#run().catch(endOnBug)
    }, backoffMs(this.#attempt))
    this.#attempt += 1
  }
}

import type { BackendFailure } from '../../backend'
import { Invoice, InvoicePage } from './answers'
import { backoffMs } from './backoff'
import type { Journal } from './journal'
import type { LndClient } from './lnd-client'
import type { Mailbox } from './mailbox'

const PAGE = 1_000

/** Reads LND's settled invoices into the mailbox from where it left off, as long as it is open. Reconnects by itself. */
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

  /** `onFailure` hears why the feed is interrupted, and undefined when it runs again. */
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
    void this.#run()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    clearImmediate(this.#flush)
    this.#cancel?.()
  }

  async #run(): Promise<void> {
    if (this.#closed) return
    const cursor = this.#journal.cursor() ?? (await this.#firstCursor())
    if (this.#closed) return
    if (typeof cursor === 'object') this.#again(cursor)
    else {
      this.#cancel = this.#client.stream(
        'lnrpc.Lightning/SubscribeInvoices',
        { settle_index: cursor.toString(), add_index: '0' },
        Invoice,
        { onData: (invoice) => this.#take(invoice), onEnd: (failure) => this.#again(failure) }
      )
      // LND replays nothing for the index 0: what was settled since the first start is listed.
      if (cursor === 0n) await this.#catchUp()
    }
  }

  /** Where a node that was never here begins: at LND's newest settled invoice. */
  async #firstCursor(): Promise<bigint | BackendFailure> {
    const listed = await this.#list()
    if (!Array.isArray(listed)) return listed
    const last = listed.reduce(
      (highest, { settle_index }) => (settle_index > highest ? settle_index : highest),
      0n
    )
    this.#journal.setCursor(last)
    return last
  }

  async #catchUp(): Promise<void> {
    const listed = await this.#list()
    if (!Array.isArray(listed) || this.#closed) return
    const settled = listed.filter(({ settle_index }) => settle_index > 0n)
    settled.sort((one, other) => (one.settle_index < other.settle_index ? -1 : 1))
    for (const invoice of settled) this.#take(invoice)
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

  /** A replay of thousands becomes a few transactions. */
  #take(invoice: Invoice): void {
    this.#attempt = 0
    this.#onFailure(undefined)
    this.#waiting.push(invoice)
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined
      const batch = this.#waiting
      this.#waiting = []
      this.#mailbox.take(batch)
    })
  }

  #again(failure: BackendFailure | undefined): void {
    if (this.#closed) return
    this.#onFailure(failure ?? { code: 'unreachable', detail: 'LND ended the stream of invoices' })
    this.#timer = setTimeout(() => void this.#run(), backoffMs(this.#attempt))
    this.#attempt += 1
  }
}

import type { MessageSource, NodeMessage, Subscriber } from '../../messages'
import type { SettledInvoice } from '../../backend'
import type { Invoice, Records } from './answers'
import type { Journal } from './journal'
import { messageId } from './keysend-records'
import { readKeysend, type ReceivedKeysend } from './keysend-reader'

type InvoiceListener = (invoice: SettledInvoice) => void

/** Turns settled invoices into messages and reports of payment: written to the journal first, then told. */
export class Mailbox implements MessageSource {
  readonly #journal: Journal
  readonly #pubkey: string
  readonly #subscribers = new Set<Subscriber>()
  readonly #invoiceListeners = new Set<InvoiceListener>()

  /** `pubkey`: this node's, in hex. */
  constructor(journal: Journal, pubkey: string) {
    this.#journal = journal
    this.#pubkey = pubkey
  }

  subscribe(subscriber: Subscriber, resumeAfter?: string): () => void {
    if (resumeAfter !== undefined) {
      for (const message of this.#journal.messagesAfter(resumeAfter)) subscriber.deliver(message)
    }
    this.#subscribers.add(subscriber)
    return () => this.#subscribers.delete(subscriber)
  }

  watchInvoices(since: bigint | undefined, listener: InvoiceListener): () => void {
    if (since !== undefined) this.#journal.settledAfter(since).forEach(listener)
    this.#invoiceListeners.add(listener)
    return () => this.#invoiceListeners.delete(listener)
  }

  endAll(): void {
    for (const subscriber of [...this.#subscribers]) subscriber.end()
  }

  /** Takes invoices in the order in which they were settled. What is here already is skipped. */
  take(invoices: readonly Invoice[]): void {
    const { messages, settled } = this.#journal.transaction(() => this.#write(invoices))
    for (const invoice of settled) for (const listener of [...this.#invoiceListeners]) listener(invoice)
    for (const message of messages)
      for (const subscriber of [...this.#subscribers]) subscriber.deliver(message)
  }

  #write(invoices: readonly Invoice[]) {
    const messages: NodeMessage[] = []
    const settled: SettledInvoice[] = []
    let cursor = this.#journal.cursor() ?? 0n
    for (const invoice of invoices) {
      if (invoice.state !== 'SETTLED' || invoice.settle_index === 0n) continue
      const report: SettledInvoice = {
        settleIndex: invoice.settle_index,
        paymentHash: invoice.r_hash,
        bolt11: invoice.payment_request,
        amountMsat: invoice.amt_paid_msat,
        settledAt: invoice.settle_date
      }
      if (!this.#journal.addSettled(report)) continue
      settled.push(report)
      const message = this.#receive(invoice)
      if (message !== undefined) messages.push(message)
      if (invoice.settle_index > cursor) cursor = invoice.settle_index
    }
    this.#journal.setCursor(cursor)
    return { messages, settled }
  }

  #receive(invoice: Invoice): NodeMessage | undefined {
    const keysend = readKeysend(recordsOf(invoice), this.#pubkey)
    if (keysend === undefined) return undefined
    const whole = this.#whole(invoice, keysend)
    if (whole === undefined) return undefined
    const message: NodeMessage = {
      id: messageId(whole.paymentHash),
      replyToId: keysend.replyToId,
      from: keysend.proven ? { pubkey: keysend.sender, did: '' } : undefined,
      claimedPubkey: keysend.proven ? '' : keysend.sender,
      data: whole.data,
      serviceType: keysend.serviceType,
      amountSat: whole.amountMsat / 1000n,
      settledAt: invoice.settle_date,
      paymentHash: whole.paymentHash,
      settleIndex: invoice.settle_index
    }
    return this.#journal.addMessage(message, keysend.proof) ? message : undefined
  }

  /** The message, when it has all its parts. */
  #whole(invoice: Invoice, { data, part, proven, sender }: ReceivedKeysend) {
    const amountMsat: bigint = invoice.amt_paid_msat
    if (part === undefined || part.total === 1) return { data, amountMsat, paymentHash: invoice.r_hash }
    // Only the payment that begins a message may give it its id.
    if (part.number === 1 && part.firstHash !== invoice.r_hash) return undefined
    const parts = this.#journal.addPart({
      ...part,
      sender: proven ? sender : `claimed:${sender}`,
      data,
      amountSat: amountMsat / 1000n
    })
    if (parts === undefined) return undefined
    return {
      data: Buffer.concat(parts.map((one) => one.data)),
      amountMsat: parts.reduce((sum, one) => sum + one.amountSat, 0n) * 1000n,
      paymentHash: part.firstHash
    }
  }
}

/** Those of the first settled part of the payment that carries any. */
function recordsOf(invoice: Invoice): Records {
  const carrying = invoice.htlcs.find(
    ({ state, custom_records }) => state === 'SETTLED' && custom_records.size > 0
  )
  return carrying?.custom_records ?? new Map<bigint, Buffer>()
}

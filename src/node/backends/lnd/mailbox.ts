import type { MessageSource, NodeMessage, Subscriber } from '../../messages'
import type { SettledInvoice } from '../../backend'
import type { Invoice } from './answers'
import type { Journal } from './journal'
import { messageId } from './keysend-records'
import { readKeysend, type ReceivedKeysend } from './keysend-reader'
import { SenderKeys } from './sender-keys'
import { settlementsOf, type Settlement } from './settlements'

type InvoiceListener = (invoice: SettledInvoice) => void

/** Turns settled invoices into messages and payment reports. Writes them to the journal before it delivers them. */
export class Mailbox implements MessageSource {
  readonly #journal: Journal
  readonly #pubkey: string
  readonly #keys = new SenderKeys()
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

  /** Takes the settled ones of these invoices and skips those that are already in the journal. LND also reports new
   * invoices, which write nothing. @throws if the journal cannot be written
   */
  take(invoices: readonly Invoice[]): void {
    const settlements = invoices.flatMap(settlementsOf)
    if (settlements.length === 0) return
    settlements.sort((one, other) => (one.settleIndex < other.settleIndex ? -1 : 1))
    const { messages, settled } = this.#journal.transaction(() => this.#write(settlements))
    for (const invoice of settled) for (const listener of [...this.#invoiceListeners]) listener(invoice)
    for (const message of messages)
      for (const subscriber of [...this.#subscribers]) subscriber.deliver(message)
  }

  #write(settlements: readonly Settlement[]) {
    const messages: NodeMessage[] = []
    const settled: SettledInvoice[] = []
    const { history } = this.#journal
    const offset = history.indexOffset()
    let cursor = this.#journal.cursor() ?? 0n
    let latestHash: string | undefined
    for (const settlement of settlements) {
      const told = { ...settlement, settleIndex: settlement.settleIndex + offset }
      if (!this.#journal.addSettled(told)) continue
      settled.push(told)
      const message = this.#receive(told)
      if (message !== undefined) messages.push(message)
      if (settlement.settleIndex > cursor) cursor = settlement.settleIndex
      latestHash = settlement.lookUpHash ?? latestHash
    }
    this.#journal.setCursor(cursor)
    if (latestHash !== undefined) history.setLatestHash(latestHash)
    return { messages, settled }
  }

  #receive(settlement: Settlement): NodeMessage | undefined {
    const keysend = readKeysend(settlement.records, this.#pubkey, this.#keys)
    if (keysend === undefined) return undefined
    const whole = this.#whole(settlement, keysend)
    if (whole === undefined) return undefined
    const message: NodeMessage = {
      id: messageId(whole.paymentHash),
      replyToId: keysend.replyToId,
      from: keysend.proven ? { pubkey: keysend.sender, did: '' } : undefined,
      claimedPubkey: keysend.proven ? '' : keysend.sender,
      data: whole.data,
      serviceType: keysend.serviceType,
      amountSat: whole.amountMsat / 1000n,
      settledAt: settlement.settledAt,
      paymentHash: whole.paymentHash,
      settleIndex: settlement.settleIndex
    }
    return this.#journal.addMessage(message, keysend.proof) ? message : undefined
  }

  /** Returns the whole message as soon as all its parts have arrived. */
  #whole({ amountMsat, paymentHash }: Settlement, { data, part, proven, sender }: ReceivedKeysend) {
    if (part === undefined || part.total === 1) return { data, amountMsat, paymentHash }
    // Only the payment that begins a message may give it its id.
    if (part.number === 1 && part.firstHash !== paymentHash) return undefined
    const parts = this.#journal.parts.add({
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

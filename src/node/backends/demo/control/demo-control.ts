import type { Network } from '../../../../shared/domain/network'
import { sat, satToMsat, type Msat } from '../../../../shared/money'
import type { Fault } from '../faults'
import type { DemoCore } from '../demo-core'
import { uuid } from '../entropy'
import type { PeerPayment } from '../ledger/ledger'
import type { CallStatus } from '../../../call-status'
import type { BackendResult } from '../../../backend'
import { DEFAULT_EXPIRY_SECONDS } from '../demo-node-options'
import type { Peer } from '../peers'

export interface PeerMessageTerms {
  /** A peer's name. */
  readonly from: string
  readonly data: string | Uint8Array
  /** Default: `message`. */
  readonly serviceType?: string
  /** Default: 1. */
  readonly amountSat?: bigint
  readonly replyToId?: string
  /** Default: a new UUID. */
  readonly id?: string
}

export interface PeerInvoiceTerms {
  /** A peer's name. */
  readonly from: string
  /** Undefined: the payer chooses the amount. */
  readonly amountMsat?: Msat
  readonly memo?: string
  /** The invoice contains only the hash of the memo. */
  readonly hashMemo?: boolean
  /** Default: one hour. */
  readonly expirySeconds?: number
  /** Age of the invoice. */
  readonly ageSeconds?: number
  /** Default: regtest. */
  readonly network?: Network
}

/** Controls peers and faults. An unknown peer name is a bug of the caller and throws. */
export class DemoControl {
  readonly #node: DemoCore
  #messages = 0

  constructor(node: DemoCore) {
    this.#node = node
  }

  /** Delivered to all current subscribers. The satoshis move even without a subscriber. */
  sendMessage(terms: PeerMessageTerms): { readonly id: string; readonly delivered: number } {
    const from = this.#peer(terms.from)
    this.#messages += 1
    const id = terms.id ?? uuid(this.#node.entropy(`message/${this.#messages}`))
    const amountSat = terms.amountSat ?? 1n
    this.#node.ledger.receiveKeysend(from, satToMsat(sat(amountSat)))
    const delivered = this.#node.messages.publish({
      id,
      replyToId: terms.replyToId ?? '',
      from: { pubkey: from.pubkey, did: from.did },
      claimedPubkey: '',
      data: Buffer.from(terms.data),
      serviceType: terms.serviceType ?? 'message',
      amountSat,
      settledAt: Math.floor(this.#node.now() / 1000),
      paymentHash: '',
      settleIndex: 0n
    })
    return { id, delivered }
  }

  /** Sends these bytes on every stream as one frame: over gRPC a protobuf message, over HTTP a line. */
  sendFrame(frame: Uint8Array): number {
    return this.#node.messages.publishRaw(frame)
  }

  /** Creates an invoice of a peer that this node can pay. */
  peerInvoice(terms: PeerInvoiceTerms): { readonly invoice: string; readonly paymentHash: string } {
    const { bolt11, paymentHash } = this.#node.ledger.invoices.issue(this.#peer(terms.from), {
      network: terms.network ?? 'regtest',
      amountMsat: terms.amountMsat,
      memo: terms.memo ?? '',
      hashMemo: terms.hashMemo ?? false,
      createdAt: Math.floor(this.#node.now() / 1000) - (terms.ageSeconds ?? 0),
      expirySeconds: terms.expirySeconds ?? DEFAULT_EXPIRY_SECONDS
    })
    return { invoice: bolt11, paymentHash }
  }

  /**
   * A peer pays one of this node's invoices; without a name the first peer that can. The amount is for an invoice
   * without one.
   */
  payInvoice(invoice: string, from?: string, amountMsat?: Msat): BackendResult<PeerPayment> {
    return this.#node.ledger.receive(invoice, amountMsat, from === undefined ? from : this.#peer(from).name)
  }

  fault(fault: Fault): void {
    this.#node.faults.set(fault)
  }

  clearFaults(): void {
    this.#node.faults.clear()
  }

  /** Lets stalled calls continue. */
  resume(method?: string): void {
    this.#node.faults.resume(method)
  }

  /** Payments started from now on stay in flight until they are released. */
  holdPayments(): void {
    this.#node.ledger.payments.hold()
  }

  releasePayments(outcome: 'settle' | 'fail' = 'settle'): void {
    this.#node.ledger.payments.release(outcome === 'settle')
  }

  /** Parts of messages wait from now on, one for each message, until they are released. */
  holdParts(): void {
    this.#node.partGate.hold()
  }

  /** 0: all of them, and no further part waits. */
  releaseParts(count: number, outcome: 'send' | 'fail' = 'send'): void {
    this.#node.partGate.release(count, outcome)
  }

  /** Ends every stream: gracefully, like a node that is stopped, or with a status. */
  endStreams(status?: CallStatus): void {
    this.#node.messages.endAll(status)
  }

  /** Resolves when this many streams are open. */
  subscribed(count = 1): Promise<void> {
    const { messages, changes } = this.#node
    return changes.until(`${count} streams are open`, () => messages.subscribers === count)
  }

  /** Resolves when a method was called this often since the node was created. */
  called(method: string, count = 1): Promise<void> {
    const { calls, changes } = this.#node
    return changes.until(`${method} was called ${count} times`, () => calls.of(method).length >= count)
  }

  #peer(name: string): Peer {
    const peer = this.#node.ledger.peer(name)
    if (peer !== undefined) return peer
    throw new UnknownPeerError(
      name,
      this.#node.peers.map((one) => one.name)
    )
  }
}

/** A demo node with control over its peers. */
export type ControlledNode = DemoCore & { readonly control: DemoControl }

export class UnknownPeerError extends Error {
  constructor(name: string, known: readonly string[]) {
    super(`there is no peer ${JSON.stringify(name)}; the peers are ${known.join(', ')}`)
  }
}

import type { BareClient } from '../bare-client'

export interface PayeeInvoice {
  readonly invoice: string
  /** 64 hex digits. */
  readonly paymentHash: string
}

/** A payment to this invoice stays in flight until it is settled or cancelled. */
export interface HeldInvoice extends PayeeInvoice {
  /** Resolves as soon as a payment is held. */
  held(): Promise<void>
  settle(): Promise<void>
  cancel(): Promise<void>
}

/**
 * A running node with the extension and any backend, and the actions of its channel peer that tests need. Everything is
 * closed after the test.
 */
export interface NodeRig {
  readonly client: BareClient
  /** `host:port` of the HTTP gateway. */
  readonly http: string
  readonly pubkey: string
  /** The public key of the other side, which messages can be sent to. */
  readonly peer: string
  /** Without an amount the payer chooses. */
  peerInvoice(terms: { readonly sats?: number; readonly expirySeconds?: number }): Promise<PayeeInvoice>
  heldInvoice(sats: number): Promise<HeldInvoice>
  /** The other side pays an invoice of the node. */
  peerPays(invoice: string): Promise<void>
  /** The other side sends a message with one satoshi. */
  peerSends(data: Buffer): Promise<void>
  /**
   * The parts of messages wait until the returned function is called. With a real LND nothing waits: each part takes
   * several calls, and a request that is sent right after another one comes in meanwhile.
   */
  holdParts(): () => void
  /** Resolves as soon as this many streams of messages are open. */
  subscribed(count: number): Promise<void>
  /** How often money left for good, by the records of the Lightning node. */
  executions(paymentHash: string): Promise<number>
}

export interface RigTerms {
  /** The other side is reached only through another node, so that a message to it costs a fee. */
  readonly isFar?: boolean
}

export type OpenRig = (terms?: RigTerms) => Promise<NodeRig>

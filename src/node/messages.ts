import type { CallStatus } from './api/outcome'

/** A node as others know it. Never carries a private key. */
export interface NodeIdentity {
  /** 66 hex digits, compressed. */
  readonly pubkey: string
  /** What the second generation of IMP calls it. */
  readonly did: string
}

/** A message that this node received from another node. */
export interface NodeMessage {
  readonly id: string
  /** Empty where it answers no message. */
  readonly replyToId: string
  /** The sender where a signature proves it. */
  readonly from: NodeIdentity | undefined
  /** A public key that the message names without proof; empty where there is none. */
  readonly claimedPubkey: string
  readonly data: Buffer
  /** `message`, `vpn`, `federate`, `socket`, `sign` are known; the set is open. */
  readonly serviceType: string
  readonly amountSat: bigint
  /** When it arrived, as Unix time in seconds. */
  readonly settledAt: number
  /** Of the payment that brought it, or its first part: 64 hex digits. */
  readonly paymentHash: string
  /** Where it stands in the order of the node's settled invoices; 0 where there is no such order. */
  readonly settleIndex: bigint
}

/** A stream that a client holds open. */
export interface Subscriber {
  deliver(message: NodeMessage): void
  /** One frame with these bytes, whatever they mean. */
  deliverRaw(frame: Uint8Array): void
  /** Ends the stream: gracefully without a status. */
  end(status?: CallStatus): void
}

/** Where messages come from. */
export interface MessageSource {
  /**
   * Delivers live messages; with `resumeAfter` (the id of the last message that the client has stored, or empty for none)
   * first every message since, oldest first. The returned function ends it.
   */
  subscribe(subscriber: Subscriber, resumeAfter?: string): () => void
}

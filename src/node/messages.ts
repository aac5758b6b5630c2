import type { CallStatus } from './call-status'

/** The public identity of a node. Never contains a private key. */
export interface NodeIdentity {
  /** 66 hex digits, compressed. */
  readonly pubkey: string
  /** Its DID in the second generation of IMP. */
  readonly did: string
}

/** A message that this node received from another node. */
export interface NodeMessage {
  readonly id: string
  /** Empty if the message is not a reply. */
  readonly replyToId: string
  /** The sender, if a signature proves it. */
  readonly from: NodeIdentity | undefined
  /** A public key that the message names without proof; empty if there is none. */
  readonly claimedPubkey: string
  readonly data: Buffer
  /** `message`, `vpn`, `federate`, `socket`, `sign` are known; the set is open. */
  readonly serviceType: string
  readonly amountSat: bigint
  /** When it arrived, as Unix time in seconds. */
  readonly settledAt: number
  /** The payment hash of the payment that carried the message, or its first part: 64 hex digits. */
  readonly paymentHash: string
  /** Its index among the node's settled invoices; 0 if there is no such index. */
  readonly settleIndex: bigint
}

/** An open stream of a client. */
export interface Subscriber {
  deliver(message: NodeMessage): void
  /** Sends these bytes as one frame, whatever they are. */
  deliverRaw(frame: Uint8Array): void
  /** Ends the stream; without a status gracefully. */
  end(status?: CallStatus): void
}

/** The source of received messages. */
export interface MessageSource {
  /**
   * Delivers live messages. With `resumeAfter` (the id of the last message that the client stored, or empty for none)
   * it first delivers every message after that one, oldest first. The returned function ends it.
   */
  subscribe(subscriber: Subscriber, resumeAfter?: string): () => void
}

import type { Brand } from '../brand'

/** 64 lower-case hex digits: SHA-256 of the preimage, which identifies a payment and an invoice (BOLT11 `p`). */
export type PaymentHash = Brand<string, 'payment-hash'>
/** A node's public key as the node reports it: 66 hex digits in generation 1, a DID in generation 2. */
export type Pubkey = Brand<string, 'pubkey'>
/** The node's id of a message, or one derived from its content if the node sent none. */
export type MessageId = Brand<string, 'message-id'>
/** Our own id of a saved node. */
export type NodeId = Brand<string, 'node-id'>
/** Milliseconds since 1970, UTC. */
export type Millis = number

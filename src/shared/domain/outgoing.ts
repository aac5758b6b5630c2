import { isDid } from '../message-cost'
import type { Millis, Pubkey } from './ids'
import type { Speaker } from './speaker'

/**
 * sending → sent | failed | unknown; failed → sending and unknown → sending where the person sends it again.
 * At start, rows left in `sending` become `unknown`. Nothing is ever sent again by itself.
 */
export type OutgoingState = 'sending' | 'sent' | 'failed' | 'unknown'

/** Why a message certainly did not go: the node said so, or the request provably never left. */
export const SEND_FAILURES = [
  'no-route',
  'too-little-balance',
  'refused-by-node',
  'may-not-pay',
  'not-sent',
  'key-refused'
] as const
export type SendFailureCode = (typeof SEND_FAILURES)[number]

/** Why the outcome is unknown. `answer-unreadable`: an answer came that the wallet could not read. */
export const SEND_UNKNOWNS = [
  'deadline',
  'connection-broke',
  'wallet-stopped',
  'answer-unreadable',
  'node-unclear'
] as const
export type SendUnknownCode = (typeof SEND_UNKNOWNS)[number]

/**
 * Whether `sent` says that the message left the node. Generation 2 (recipients are DIDs) answers OK and an id also where it
 * could send nothing, so from it `sent` means: handed to the node, and no more is known (docs/protocol.md).
 */
export function isOnlyHandedOver(state: OutgoingState, recipient: string): boolean {
  return state === 'sent' && isDid(recipient)
}

/** What became of a message of ours. */
export interface Outgoing {
  readonly state: OutgoingState
  readonly failure: SendFailureCode | undefined
  readonly unknown: SendUnknownCode | undefined
  /** The words that came with a failure or an unknown outcome, shown as text. */
  readonly nodeText: string | undefined
  /** Who made `nodeText`; undefined where there is none, and where an earlier version stored it. */
  readonly said: Speaker | undefined
  readonly attempts: number
  /** Of the latest attempt. */
  readonly sentAt: Millis
}

/** A message of ours of which it is now known what became of it, or that nobody knows it. */
export interface SettledMessage {
  readonly seq: number
  readonly to: Pubkey
  /** Empty where the person gave none. */
  readonly petname: string
  readonly state: Exclude<OutgoingState, 'sending'>
  /** One line of it, safe to show; empty where it is an invoice. */
  readonly line: string
}

/** Why main does not send, always before anything reaches the node. */
export type SendRefusal =
  | 'nothing-written'
  | 'too-long'
  | 'no-recipient'
  | 'node-cannot-send'
  | 'costs-more'
  | 'needs-confirmation'
  | 'already-sending'
  | 'already-sent'
  | 'outcome-unknown'
  | 'not-connected'
  | 'store-failed'

/** Every legal move; anything else is a bug and is refused by the journal. */
export function outgoingMayBecome(from: OutgoingState, to: OutgoingState): boolean {
  switch (from) {
    case 'sending':
      return to !== 'sending'
    case 'failed':
    case 'unknown':
      return to === 'sending'
    case 'sent':
      return false
  }
}

import { isDid } from '../message-cost'
import type { Millis, Pubkey } from './ids'
import type { TextSource } from './text-source'

/**
 * sending → sent | failed | unknown; failed → sending and unknown → sending when the person sends it again. At start,
 * rows left in `sending` become `unknown`. Nothing is ever sent again automatically.
 */
export type OutgoingState = 'sending' | 'sent' | 'failed' | 'unknown'

/** Why a message certainly was not sent: the node said so, or the request provably never left. */
export const SEND_FAILURES = [
  'no-route',
  'too-little-balance',
  'refused-by-node',
  'may-not-pay',
  'not-sent',
  'key-refused'
] as const
export type SendFailureCode = (typeof SEND_FAILURES)[number]

/** Why the outcome is unknown. `answer-unreadable`: the wallet could not read the response. */
export const SEND_UNKNOWNS = [
  'deadline',
  'connection-broke',
  'wallet-stopped',
  'answer-unreadable',
  'node-unclear'
] as const
export type SendUnknownCode = (typeof SEND_UNKNOWNS)[number]

/**
 * Whether `sent` means only that the node accepted the message. Generation 2 (recipients are DIDs) returns OK and an id
 * even if it could send nothing (docs/protocol.md).
 */
export function isOnlyHandedOver(state: OutgoingState, recipient: string): boolean {
  return state === 'sent' && isDid(recipient)
}

/** The outcome of a message of ours. */
export interface Outgoing {
  readonly state: OutgoingState
  readonly failure: SendFailureCode | undefined
  readonly unknown: SendUnknownCode | undefined
  /** The text that came with a failure or an unknown outcome, shown as text. */
  readonly nodeText: string | undefined
  /** Who wrote `nodeText`; undefined if there is none, or if an earlier version stored it. */
  readonly said: TextSource | undefined
  readonly attempts: number
  /** Time of the latest attempt. */
  readonly sentAt: Millis
}

/** A message of ours whose attempt has ended, with a certain or an unknown outcome. */
export interface SettledMessage {
  readonly seq: number
  readonly to: Pubkey
  /** Empty if the person gave none. */
  readonly petname: string
  readonly state: Exclude<OutgoingState, 'sending'>
  /** One sanitised line of the text; empty for an invoice. */
  readonly line: string
}

/** Why main refuses to send a message, before anything reaches the node. */
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

/** Whether a transition is allowed. Any other is a bug, and the journal refuses it. */
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

import { isDid } from '../message-cost'
import type { Msat } from '../money'
import { LND_NOT_READY } from '../nothing-sent'
import type { Millis, Pubkey } from './ids'
import type { TextSource } from './text-source'

/**
 * sending → sent | failed | unknown; failed → sending and unknown → sending when the person sends it again. At start,
 * rows left in `sending` become `unknown`. Nothing is ever sent again automatically.
 */
export type OutgoingState = 'sending' | 'sent' | 'failed' | 'unknown'

/**
 * Why the node could not use LND. `lnd-unavailable` (out of reach, locked, starting or behind the chain) may pass by
 * itself; the others wait for the person.
 */
const LND_FAILURES = ['lnd-unavailable', 'lnd-certificate-changed', 'lnd-key-refused'] as const
export type LndFailure = (typeof LND_FAILURES)[number]

/** Why a message certainly was not sent: the node said so, or the request provably never left. */
export const SEND_FAILURES = [
  ...LND_FAILURES,
  'no-route',
  'too-little-balance',
  'refused-by-node',
  'may-not-pay',
  'not-sent',
  'key-refused'
] as const
export type SendFailureCode = (typeof SEND_FAILURES)[number]

/**
 * Why the outcome is unknown. `answer-unreadable`: the wallet could not read the response. `part-failed`: of a message in
 * several parts, one was certainly not sent, so only those before it arrived (`stoppedParts`).
 */
export const SEND_UNKNOWNS = [
  'deadline',
  'connection-broke',
  'wallet-stopped',
  'answer-unreadable',
  'node-unclear',
  'part-failed'
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
  /** The fees of all parts that arrived, as the node reports them; undefined if it does not, or nothing arrived. */
  readonly feeMsat?: Msat | undefined
  /** Of a message that stopped half-way: the fee of each part that arrived, in their order. */
  readonly partFeesMsat?: readonly Msat[] | undefined
  /** The largest fee of each part in the latest attempt; undefined if the node had a limit of its own. */
  readonly feeLimitMsat?: Msat | undefined
  /** Of a message that stopped half-way: why the latest attempt sent nothing of the rest. */
  readonly restFailure?: SendFailureCode | undefined
  /** The person decided not to send the rest of it. */
  readonly leftAlone?: boolean | undefined
}

/** How much of a message in several parts has arrived, as the node reports it. Parts arrive in their order. */
export interface MessageProgress {
  readonly parts: number
  readonly arrived: number
  /** The fee of each part that arrived, in their order; undefined if the node does not report every one. */
  readonly feesMsat?: readonly Msat[] | undefined
}

/** The progress of a message that is being sent. */
export interface PartsUnderWay extends MessageProgress {
  /** When the part that is being sent began, as far as the wallet knows. */
  readonly since: Millis
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
  /** The person was not asked, because another question waits for their answer. */
  | 'another-question-open'
  | 'already-sending'
  | 'already-sent'
  | 'outcome-unknown'
  /** Only the rest of the message was to be sent, and this node does not know what arrived. */
  | 'sends-all-again'
  /** The page showed another node than the active one. */
  | 'other-node'
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

/** Where a message in several parts stopped. Parts are numbered from 1; those before `failed` arrived. */
export interface StoppedParts {
  readonly failed: number
  readonly total: number
  readonly reason: PartFailure
}

/** The reasons of lnd 0.20.1, lnrpc/lightning.proto, without NONE. With any other the part may have left. */
const PAYMENT_FAILURES = [
  'TIMEOUT',
  'NO_ROUTE',
  'ERROR',
  'INCORRECT_PAYMENT_DETAILS',
  'INSUFFICIENT_BALANCE',
  'CANCELED'
] as const
/** Why a part was not sent: lnrpc.PaymentFailureReason without its prefix, or LND could not be used. */
export type PartFailure = (typeof PAYMENT_FAILURES)[number] | LndFailure

type LndNotReady = (typeof LND_NOT_READY)[keyof typeof LND_NOT_READY]
/** By the error of the node, which it returns before it asks LND to pay. */
export const LND_FAILURE_OF: Readonly<Record<LndNotReady, LndFailure>> = {
  [LND_NOT_READY.unreachable]: 'lnd-unavailable',
  [LND_NOT_READY.locked]: 'lnd-unavailable',
  [LND_NOT_READY.starting]: 'lnd-unavailable',
  [LND_NOT_READY['behind-chain']]: 'lnd-unavailable',
  [LND_NOT_READY['certificate-changed']]: 'lnd-certificate-changed',
  [LND_NOT_READY['credentials-refused']]: 'lnd-key-refused'
}

/**
 * The error of a node that sends the parts one after the other and stops at the first that was not sent
 * (src/node/backends/lnd/messages-out.ts).
 */
const PART_FAILED = /^part ([1-9]\d{0,2}) of ([1-9]\d{0,2}): (.+)$/u
const PAYMENT_FAILED = 'Failed payment: FAILURE_REASON_'

/** Reads this error; undefined for any other text. */
export function stoppedParts(nodeText: string): StoppedParts | undefined {
  const [, failedText, totalText, reasonText] = PART_FAILED.exec(nodeText) ?? []
  const reason =
    Object.entries(LND_FAILURE_OF).find(([text]) => text === reasonText)?.[1] ??
    PAYMENT_FAILURES.find((known) => `${PAYMENT_FAILED}${known}` === reasonText)
  if (reason === undefined) return undefined
  const [failed, total] = [Number(failedText), Number(totalText)]
  return failed > total ? undefined : { failed, total, reason }
}

/** Whether a part was not sent because the node could not use LND. */
export const isLndFailure = (reason: PartFailure): reason is LndFailure =>
  LND_FAILURES.some((known) => known === reason)

/** Where this message stopped, if that is certain: then only the rest of it is sent again. */
export function stoppedAt({ unknown, nodeText }: Outgoing): StoppedParts | undefined {
  return unknown === 'part-failed' && nodeText !== undefined ? stoppedParts(nodeText) : undefined
}

import {
  SEND_FAILURES,
  SEND_UNKNOWNS,
  type Outgoing,
  type OutgoingState,
  type SendFailureCode,
  type SendUnknownCode
} from '../../shared/domain/outgoing'
import { TEXT_SOURCES, type TextSource } from '../../shared/domain/text-source'
import { msat, type Msat } from '../../shared/money'
import type { Row } from './row'

/** The outcome of a message. */
export type OutgoingOutcome =
  | {
      readonly state: 'sent'
      /** The node's id of the message; undefined if the node gave none. */
      readonly nodeId: string | undefined
      /** The fees of all its parts; undefined if the node does not report them. */
      readonly feeMsat: Msat | undefined
    }
  | { readonly state: 'failed'; readonly code: SendFailureCode; readonly nodeText: string | undefined }
  | {
      readonly state: 'unknown'
      readonly code: SendUnknownCode
      readonly nodeText: string | undefined
      /** Who wrote `nodeText`. For a failure it is always the node, because nothing else proves one. */
      readonly said: TextSource | undefined
      /** The latest attempt certainly failed and cost nothing; the unknown outcome is that of an earlier attempt. */
      readonly onlyEarlier: boolean
      /** The latest attempt sent nothing for this reason, and the message stays where the attempt before it stopped. */
      readonly restFailure?: SendFailureCode | undefined
      /** The node reported less than it had proven before. From now on, where it stops proves nothing. */
      readonly recordsLost?: boolean
    }

/** What the attempts before the latest one proved, if their outcome is unknown. */
export interface EarlierAttempt {
  /** Why the outcome of the last of them is unknown. */
  readonly code: SendUnknownCode
  /** The node's text that proves where the message last stopped half-way; undefined if that was never known. */
  readonly stopText: string | undefined
  /** The node once reported less than it had proven before. */
  readonly recordsLost: boolean
}

const STATES = ['sending', 'sent', 'failed', 'unknown'] as const satisfies readonly OutgoingState[]

function optionalMsat(row: Row, name: string): Msat | undefined {
  const value = row.optionalBig(name)
  return value === undefined ? undefined : msat(value)
}

/** The fees of parts, separated by commas. Undefined if there are none, or if the column holds anything else. */
export function partFeesOf(row: Row, name: string): readonly Msat[] | undefined {
  const text = row.optionalText(name)
  if (text === '') return []
  return text !== undefined && /^\d+(?:,\d+)*$/u.test(text)
    ? text.split(',').map((fee) => msat(BigInt(fee)))
    : undefined
}

/** Parses a row of `outgoing`. */
export function outgoingOf(row: Row): Outgoing {
  const unknown = row.optionalOneOf('unknown', SEND_UNKNOWNS)
  return {
    state: row.oneOf('state', STATES),
    failure: row.optionalOneOf('failure', SEND_FAILURES),
    unknown,
    nodeText: row.optionalText('node_text'),
    said: row.optionalOneOf('said', TEXT_SOURCES),
    attempts: row.int('attempts'),
    sentAt: row.int('sent_at'),
    feeMsat: optionalMsat(row, 'fee_msat'),
    partFeesMsat: unknown === 'part-failed' ? partFeesOf(row, 'part_fees_msat') : undefined,
    feeLimitMsat: optionalMsat(row, 'fee_limit_msat'),
    restFailure: row.optionalOneOf('rest_failure', SEND_FAILURES),
    leftAlone: row.flag('left_alone')
  }
}

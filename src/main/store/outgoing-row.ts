import { SEND_FAILURES, SEND_UNKNOWNS, type Outgoing, type OutgoingState } from '../../shared/domain/outgoing'
import { TEXT_SOURCES } from '../../shared/domain/text-source'
import { msat, type Msat } from '../../shared/money'
import type { Row } from './row'

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

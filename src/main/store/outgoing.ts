import type { Millis } from '../../shared/domain/ids'
import {
  outgoingMayBecome,
  SEND_FAILURES,
  SEND_UNKNOWNS,
  stoppedAt,
  type Outgoing,
  type OutgoingState,
  type SendFailureCode,
  type SendUnknownCode
} from '../../shared/domain/outgoing'
import { TEXT_SOURCES, type TextSource } from '../../shared/domain/text-source'
import { MAX_SAT, msat, sat, satToMsat, type Msat, type Sat } from '../../shared/money'
import type { Database } from './database'
import type { Row } from './row'
import { textSourceOf } from './text-source-of'

const STATES = ['sending', 'sent', 'failed', 'unknown'] as const satisfies readonly OutgoingState[]

/** A message about to be sent. */
export interface OutgoingDraft {
  readonly costSat: Sat
  /** The most that all its payments together may cost in fees; 0 if that is not known. */
  readonly largestFeeMsat: Msat
  /** The largest fee of each payment; undefined if the node does not keep it. */
  readonly feeLimitMsat: Msat | undefined
  /** Counts toward the limit of what may be sent with one click. */
  readonly oneClick: boolean
}

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
    }

/** The highest amount of a column in msat. */
const MOST_MSAT = satToMsat(MAX_SAT)

/** The journal of sent messages: one row per message, with the transitions of `outgoingMayBecome`. */
export class OutgoingRepository {
  private readonly select
  private readonly insert
  private readonly updateBegin
  private readonly updateOutcome
  private readonly updateParts
  private readonly updateLeftAlone
  private readonly selectLatest
  private readonly selectSending
  private readonly selectEarlier
  private readonly selectNodeId
  private readonly selectCost
  private readonly sumOneClick

  constructor(database: Database) {
    this.select = database.prepare('SELECT * FROM outgoing WHERE seq = ?')
    this.insert = database.prepare(
      `INSERT INTO outgoing (seq, cost_sat, state, attempts, latest_msat, fee_limit_msat, one_click, sent_at)
       VALUES (?, ?, 'sending', 1, ?, ?, ?, ?)`
    )
    // An earlier attempt that was sent with one click still counts toward the limit. The fees of the parts that arrived
    // are those of the earlier attempt: this one may get further, and the node reports them again.
    this.updateBegin = database.prepare(
      `UPDATE outgoing SET state = 'sending', earlier_unknown = unknown, failure = NULL, unknown = NULL,
         node_text = NULL, said = NULL, fee_msat = NULL, part_fees_msat = NULL, attempts = attempts + 1, left_alone = 0,
         earlier_msat = min(earlier_msat + latest_msat, ${MOST_MSAT}), latest_msat = ?, fee_limit_msat = ?,
         one_click = max(one_click, ?), sent_at = ?
       WHERE seq = ?`
    )
    this.updateOutcome = database.prepare(
      `UPDATE outgoing SET state = ?, node_id = coalesce(?, node_id), failure = ?, unknown = ?, node_text = ?,
         said = ?, latest_msat = ?, fee_msat = ?, earlier_unknown = NULL
       WHERE seq = ?`
    )
    this.updateParts = database.prepare(
      'UPDATE outgoing SET part_fees_msat = ?, fee_msat = ?, latest_msat = ? WHERE seq = ?'
    )
    this.updateLeftAlone = database.prepare('UPDATE outgoing SET left_alone = 1 WHERE seq = ?')
    this.selectLatest = database.prepare('SELECT cost_sat, latest_msat FROM outgoing WHERE seq = ?')
    this.selectSending = database.prepare(`SELECT seq FROM outgoing WHERE state = 'sending'`)
    this.selectEarlier = database.prepare('SELECT earlier_unknown FROM outgoing WHERE seq = ?')
    this.selectNodeId = database.prepare('SELECT node_id FROM outgoing WHERE seq = ?')
    this.selectCost = database.prepare('SELECT cost_sat FROM outgoing WHERE seq = ?')
    this.sumOneClick = database.prepare(
      `SELECT coalesce(sum((latest_msat + earlier_msat + 999) / 1000), 0) AS sat FROM outgoing
       WHERE one_click = 1 AND sent_at > ?`
    )
  }

  get(seq: number): Outgoing | undefined {
    const row = this.select.one(seq)
    return row === undefined ? undefined : outgoingOf(row)
  }

  /** Writes the row that must be committed before the request leaves: for a new message or a further attempt. */
  begin(seq: number, draft: OutgoingDraft, now: Millis): Outgoing {
    const { costSat, largestFeeMsat } = draft
    const known = this.get(seq)
    const most = capped(satToMsat(costSat) + largestFeeMsat)
    const feeLimit = draft.feeLimitMsat ?? null
    const oneClick = draft.oneClick ? 1 : 0
    if (known === undefined) {
      this.insert.run(seq, costSat, most, feeLimit, oneClick, now)
    } else {
      refuseIllegal(known.state, 'sending')
      this.updateBegin.run(most, feeLimit, oneClick, now, seq)
    }
    return this.written(seq)
  }

  /** Writes the outcome of a message. */
  settle(seq: number, outcome: OutgoingOutcome): Outgoing {
    refuseIllegal(this.written(seq).state, outcome.state)
    this.updateOutcome.run(
      outcome.state,
      outcome.state === 'sent' ? (outcome.nodeId ?? null) : null,
      outcome.state === 'failed' ? outcome.code : null,
      outcome.state === 'unknown' ? outcome.code : null,
      outcome.state === 'sent' ? null : (outcome.nodeText ?? null),
      outcome.state === 'sent' ? null : textSourceOf(outcome),
      this.latestCost(seq, outcome),
      outcome.state === 'sent' ? (outcome.feeMsat ?? null) : null,
      seq
    )
    return this.written(seq)
  }

  /**
   * Adds the fees of the parts that arrived to a message that stopped half-way. Until then the attempt counts with all its
   * parts and their largest fees. Any other message stays as it is.
   */
  noteParts(seq: number, feesMsat: readonly Msat[]): Outgoing | undefined {
    const known = this.written(seq)
    if (stoppedAt(known)?.failed !== feesMsat.length + 1) return undefined
    const fee = feesMsat.reduce((sum, one) => sum + one, 0n)
    const spent = satToMsat(sat(BigInt(feesMsat.length))) + fee
    this.updateParts.run(feesMsat.join(','), capped(fee), capped(spent), seq)
    return this.written(seq)
  }

  /** The person does not want the rest of the message to be sent. */
  leaveAlone(seq: number): Outgoing {
    this.updateLeftAlone.run(seq)
    return this.written(seq)
  }

  /** While a retry is sending: why the attempt before it is unknown. Undefined if it was not unknown. */
  earlierUnknown(seq: number): SendUnknownCode | undefined {
    return this.selectEarlier.one(seq)?.optionalOneOf('earlier_unknown', SEND_UNKNOWNS)
  }

  /** The node's id of one of our messages; undefined if it was not sent or the node gave none. */
  nodeIdOf(seq: number): string | undefined {
    return this.selectNodeId.one(seq)?.optionalText('node_id')
  }

  /** Cost of one attempt. */
  costOf(seq: number): Sat | undefined {
    const cost = this.selectCost.one(seq)?.big('cost_sat')
    return cost === undefined ? undefined : sat(cost)
  }

  /** Messages that an earlier run of the wallet left without an outcome. */
  sending(): number[] {
    return this.selectSending.all().map((row) => row.int('seq'))
  }

  /** The most that messages sent with one click since `since` may have cost, with their fees. */
  oneClickSince(since: Millis): Sat {
    return sat(this.sumOneClick.one(since)?.big('sat') ?? 0n)
  }

  /** The most that the latest attempt may have cost, now that it has this outcome. */
  private latestCost(seq: number, outcome: OutgoingOutcome): Msat {
    const row = this.selectLatest.one(seq)
    const most = msat(row?.big('latest_msat') ?? 0n)
    switch (outcome.state) {
      case 'failed':
        return msat(0n)
      case 'unknown':
        return outcome.onlyEarlier ? msat(0n) : most
      case 'sent':
        return outcome.feeMsat === undefined
          ? most
          : capped(satToMsat(sat(row?.big('cost_sat') ?? 0n)) + outcome.feeMsat)
    }
  }

  private written(seq: number): Outgoing {
    const outgoing = this.get(seq)
    if (outgoing === undefined) throw new Error('there is no such message of ours')
    return outgoing
  }
}

function refuseIllegal(from: OutgoingState, to: OutgoingState): void {
  if (!outgoingMayBecome(from, to)) throw new Error(`a message may not go from ${from} to ${to}`)
}

function capped(amount: bigint): Msat {
  return amount < MOST_MSAT ? msat(amount) : MOST_MSAT
}

function optionalMsat(row: Row, name: string): Msat | undefined {
  const value = row.optionalBig(name)
  return value === undefined ? undefined : msat(value)
}

/** Undefined if there are none, or if the column holds anything else. */
function partFeesOf(row: Row): readonly Msat[] | undefined {
  const text = row.optionalText('part_fees_msat')
  if (text === '') return []
  return text !== undefined && /^\d+(?:,\d+)*$/u.test(text)
    ? text.split(',').map((fee) => msat(BigInt(fee)))
    : undefined
}

function outgoingOf(row: Row): Outgoing {
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
    partFeesMsat: unknown === 'part-failed' ? partFeesOf(row) : undefined,
    feeLimitMsat: optionalMsat(row, 'fee_limit_msat'),
    leftAlone: row.flag('left_alone')
  }
}

import type { Millis } from '../../shared/domain/ids'
import {
  outgoingMayBecome,
  SEND_UNKNOWNS,
  stoppedAt,
  type Outgoing,
  type OutgoingState
} from '../../shared/domain/outgoing'
import { msat, sat, satToMsat, type Msat, type Sat } from '../../shared/money'
import type { Database } from './database'
import { capped, costAfter, MOST_MSAT, sumOf } from './outgoing-cost'
import { outgoingOf, partFeesOf, type EarlierAttempt, type OutgoingOutcome } from './outgoing-row'
import { textSourceOf } from './text-source-of'

/** A message about to be sent. */
export interface OutgoingDraft {
  readonly costSat: Sat
  /** The most that all its payments together may cost in fees; 0 if that is not known. */
  readonly largestFeeMsat: Msat
  /** The largest fee of each payment; undefined if the node does not keep it. */
  readonly feeLimitMsat: Msat | undefined
  /** Counts toward the limit of what may be sent with one click. */
  readonly oneClick: boolean
  /** The node's id of the message that this one replies to; empty if it has none. Only that of the first attempt counts. */
  readonly replyToNodeId: string
}

/** The node is asked about this many messages when the connection is back. */
const MOST_ASKED = 100

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
  private readonly selectWithoutPartFees
  private readonly selectEarlier
  private readonly selectStop
  private readonly selectNodeId
  private readonly selectCost
  private readonly sumOneClick

  constructor(database: Database) {
    this.select = database.prepare('SELECT * FROM outgoing WHERE seq = ?')
    this.insert = database.prepare(
      `INSERT INTO outgoing (seq, cost_sat, state, attempts, latest_msat, fee_limit_msat, one_click, sent_at,
         reply_to_node_id)
       VALUES (?, ?, 'sending', 1, ?, ?, ?, ?, ?)`
    )
    // An earlier attempt that was sent with one click still counts toward the limit. The fees of the parts that arrived
    // are those of the earlier attempt: this one may get further, and the node reports them again. An attempt with another
    // outcome keeps the last proven stop, because what arrived by then has arrived.
    this.updateBegin = database.prepare(
      `UPDATE outgoing SET state = 'sending', earlier_unknown = unknown, failure = NULL, unknown = NULL,
         earlier_text = CASE WHEN unknown = 'part-failed' THEN node_text ELSE earlier_text END,
         earlier_part_fees_msat = CASE WHEN unknown = 'part-failed' THEN part_fees_msat ELSE earlier_part_fees_msat END,
         rest_failure = NULL,
         node_text = NULL, said = NULL, fee_msat = NULL, part_fees_msat = NULL, attempts = attempts + 1, left_alone = 0,
         earlier_msat = min(earlier_msat + latest_msat, ${MOST_MSAT}), latest_msat = ?, fee_limit_msat = ?,
         one_click = max(one_click, ?), sent_at = ?, reply_to_node_id = coalesce(reply_to_node_id, ?)
       WHERE seq = ?`
    )
    this.updateOutcome = database.prepare(
      `UPDATE outgoing SET state = ?, node_id = coalesce(?, node_id), failure = ?, unknown = ?, node_text = ?,
         said = ?, latest_msat = ?, fee_msat = ?, part_fees_msat = ?, rest_failure = ?,
         earlier_unknown = NULL, earlier_text = CASE WHEN ? <> 'sent' THEN earlier_text END,
         records_lost = max(records_lost, ?)
       WHERE seq = ?`
    )
    this.updateParts = database.prepare(
      // An attempt that sent nothing of the rest costs nothing. What arrived is counted with the attempts before it.
      `UPDATE outgoing SET part_fees_msat = ?, fee_msat = ?,
         latest_msat = CASE WHEN rest_failure IS NULL THEN ? ELSE latest_msat END
       WHERE seq = ?`
    )
    this.updateLeftAlone = database.prepare('UPDATE outgoing SET left_alone = 1 WHERE seq = ?')
    this.selectLatest = database.prepare('SELECT cost_sat, latest_msat FROM outgoing WHERE seq = ?')
    this.selectSending = database.prepare(`SELECT seq FROM outgoing WHERE state = 'sending'`)
    this.selectWithoutPartFees = database.prepare(
      `SELECT seq FROM outgoing WHERE unknown = 'part-failed' AND part_fees_msat IS NULL ORDER BY seq DESC LIMIT ?`
    )
    this.selectEarlier = database.prepare(
      'SELECT earlier_unknown, earlier_text, earlier_part_fees_msat, records_lost FROM outgoing WHERE seq = ?'
    )
    this.selectStop = database.prepare(
      `SELECT 1 FROM outgoing WHERE seq = ? AND (unknown = 'part-failed' OR earlier_text IS NOT NULL)`
    )
    this.selectNodeId = database.prepare('SELECT node_id, reply_to_node_id FROM outgoing WHERE seq = ?')
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
      this.insert.run(seq, costSat, most, feeLimit, oneClick, now, draft.replyToNodeId)
    } else {
      refuseIllegal(known.state, 'sending')
      this.updateBegin.run(most, feeLimit, oneClick, now, draft.replyToNodeId, seq)
    }
    return this.written(seq)
  }

  /** Writes the outcome of a message. */
  settle(seq: number, outcome: OutgoingOutcome): Outgoing {
    refuseIllegal(this.written(seq).state, outcome.state)
    const restFailure = outcome.state === 'unknown' ? outcome.restFailure : undefined
    const kept = restFailure === undefined ? undefined : this.earlierPartFees(seq)
    const feeMsat = outcome.state === 'sent' ? outcome.feeMsat : kept === undefined ? undefined : sumOf(kept)
    this.updateOutcome.run(
      outcome.state,
      outcome.state === 'sent' ? (outcome.nodeId ?? null) : null,
      outcome.state === 'failed' ? outcome.code : null,
      outcome.state === 'unknown' ? outcome.code : null,
      outcome.state === 'sent' ? null : (outcome.nodeText ?? null),
      outcome.state === 'sent' ? null : textSourceOf(outcome),
      this.latestCost(seq, outcome),
      feeMsat ?? null,
      kept?.join(',') ?? null,
      restFailure ?? null,
      outcome.state,
      outcome.state === 'unknown' && outcome.recordsLost === true ? 1 : 0,
      seq
    )
    return this.written(seq)
  }

  /**
   * Adds the fees of the parts that arrived to a message that stopped half-way. Until then the attempt counts with the
   * largest fees of these parts. Any other message stays as it is.
   */
  noteParts(seq: number, feesMsat: readonly Msat[]): Outgoing | undefined {
    const known = this.written(seq)
    if (stoppedAt(known)?.failed !== feesMsat.length + 1) return undefined
    const fee = sumOf(feesMsat)
    const spent = satToMsat(sat(BigInt(feesMsat.length))) + fee
    this.updateParts.run(feesMsat.join(','), fee, capped(spent), seq)
    return this.written(seq)
  }

  /** The person does not want the rest of the message to be sent. */
  leaveAlone(seq: number): Outgoing {
    this.updateLeftAlone.run(seq)
    return this.written(seq)
  }

  /** While a retry is sending: the attempt before it. Undefined if that was not unknown. */
  earlier(seq: number): EarlierAttempt | undefined {
    const row = this.selectEarlier.one(seq)
    const code = row?.optionalOneOf('earlier_unknown', SEND_UNKNOWNS)
    if (row === undefined || code === undefined) return undefined
    return { code, stopText: row.optionalText('earlier_text'), recordsLost: row.flag('records_lost') }
  }

  /** Whether an attempt certainly stopped half-way, whatever the outcomes of later ones: parts of the message arrived. */
  hasStopped(seq: number): boolean {
    return this.selectStop.one(seq) !== undefined
  }

  /** The node's id of one of our messages; undefined if it was not sent or the node gave none. */
  nodeIdOf(seq: number): string | undefined {
    return this.selectNodeId.one(seq)?.optionalText('node_id')
  }

  /** The node's id of the message that this one replies to, the same for all attempts; empty if it had none at the first. */
  replyToNodeIdOf(seq: number): string {
    return this.selectNodeId.one(seq)?.optionalText('reply_to_node_id') ?? ''
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

  /** The latest messages that stopped half-way without the fees of their parts. */
  withoutPartFees(): number[] {
    return this.selectWithoutPartFees.all(MOST_ASKED).map((row) => row.int('seq'))
  }

  /** The most that messages sent with one click since `since` may have cost, with their fees. */
  oneClickSince(since: Millis): Sat {
    return sat(this.sumOneClick.one(since)?.big('sat') ?? 0n)
  }

  /** The most that the latest attempt may have cost, now that it has this outcome. */
  private latestCost(seq: number, outcome: OutgoingOutcome): Msat {
    const row = this.selectLatest.one(seq)
    return costAfter(outcome, sat(row?.big('cost_sat') ?? 0n), msat(row?.big('latest_msat') ?? 0n))
  }

  private earlierPartFees(seq: number): readonly Msat[] | undefined {
    const row = this.selectEarlier.one(seq)
    return row === undefined ? undefined : partFeesOf(row, 'earlier_part_fees_msat')
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

import type { Millis } from '../../shared/domain/ids'
import {
  outgoingMayBecome,
  SEND_FAILURES,
  SEND_UNKNOWNS,
  type Outgoing,
  type OutgoingState,
  type SendFailureCode,
  type SendUnknownCode
} from '../../shared/domain/outgoing'
import { TEXT_SOURCES, type TextSource } from '../../shared/domain/text-source'
import { sat, type Sat } from '../../shared/money'
import type { Database } from './database'
import type { Row } from './row'
import { textSourceOf } from './text-source-of'

const STATES = ['sending', 'sent', 'failed', 'unknown'] as const satisfies readonly OutgoingState[]

/** A message about to be sent. */
export interface OutgoingDraft {
  readonly costSat: Sat
  /** Counts toward the limit of what may be sent with one click. */
  readonly oneClick: boolean
}

/** The outcome of a message. */
export type OutgoingOutcome =
  /** The node's id of the message; undefined if the node gave none. */
  | { readonly state: 'sent'; readonly nodeId: string | undefined }
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

/** The journal of sent messages: one row per message, with the transitions of `outgoingMayBecome`. */
export class OutgoingRepository {
  private readonly select
  private readonly insert
  private readonly updateBegin
  private readonly updateOutcome
  private readonly selectSending
  private readonly selectEarlier
  private readonly selectNodeId
  private readonly selectCost
  private readonly sumOneClick

  constructor(database: Database) {
    this.select = database.prepare('SELECT * FROM outgoing WHERE seq = ?')
    this.insert = database.prepare(
      `INSERT INTO outgoing (seq, cost_sat, state, attempts, counted, one_click, sent_at)
       VALUES (?, ?, 'sending', 1, 1, ?, ?)`
    )
    // An earlier attempt that was sent with one click still counts toward the limit.
    this.updateBegin = database.prepare(
      `UPDATE outgoing SET state = 'sending', earlier_unknown = unknown, failure = NULL, unknown = NULL,
         node_text = NULL, said = NULL, attempts = attempts + 1, counted = counted + 1, one_click = max(one_click, ?), sent_at = ?
       WHERE seq = ?`
    )
    this.updateOutcome = database.prepare(
      `UPDATE outgoing SET state = ?, node_id = coalesce(?, node_id), failure = ?, unknown = ?, node_text = ?,
         said = ?, counted = counted - ?, earlier_unknown = NULL
       WHERE seq = ?`
    )
    this.selectSending = database.prepare(`SELECT seq FROM outgoing WHERE state = 'sending'`)
    this.selectEarlier = database.prepare('SELECT earlier_unknown FROM outgoing WHERE seq = ?')
    this.selectNodeId = database.prepare('SELECT node_id FROM outgoing WHERE seq = ?')
    this.selectCost = database.prepare('SELECT cost_sat FROM outgoing WHERE seq = ?')
    this.sumOneClick = database.prepare(
      `SELECT coalesce(sum(cost_sat * counted), 0) AS sat FROM outgoing
       WHERE one_click = 1 AND counted > 0 AND sent_at > ?`
    )
  }

  get(seq: number): Outgoing | undefined {
    const row = this.select.one(seq)
    return row === undefined ? undefined : outgoingOf(row)
  }

  /** Writes the row that must be committed before the request leaves: for a new message or a further attempt. */
  begin(seq: number, { costSat, oneClick }: OutgoingDraft, now: Millis): Outgoing {
    const known = this.get(seq)
    if (known === undefined) {
      this.insert.run(seq, costSat, oneClick ? 1 : 0, now)
    } else {
      refuseIllegal(known.state, 'sending')
      this.updateBegin.run(oneClick ? 1 : 0, now, seq)
    }
    return this.written(seq)
  }

  /** Writes the outcome of a message. */
  settle(seq: number, outcome: OutgoingOutcome): Outgoing {
    refuseIllegal(this.written(seq).state, outcome.state)
    const costless = outcome.state === 'failed' || (outcome.state === 'unknown' && outcome.onlyEarlier)
    this.updateOutcome.run(
      outcome.state,
      outcome.state === 'sent' ? (outcome.nodeId ?? null) : null,
      outcome.state === 'failed' ? outcome.code : null,
      outcome.state === 'unknown' ? outcome.code : null,
      outcome.state === 'sent' ? null : (outcome.nodeText ?? null),
      outcome.state === 'sent' ? null : textSourceOf(outcome),
      costless ? 1 : 0,
      seq
    )
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

  /** The most that messages sent with one click since `since` may have cost. */
  oneClickSince(since: Millis): Sat {
    return sat(this.sumOneClick.one(since)?.big('sat') ?? 0n)
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

function outgoingOf(row: Row): Outgoing {
  return {
    state: row.oneOf('state', STATES),
    failure: row.optionalOneOf('failure', SEND_FAILURES),
    unknown: row.optionalOneOf('unknown', SEND_UNKNOWNS),
    nodeText: row.optionalText('node_text'),
    said: row.optionalOneOf('said', TEXT_SOURCES),
    attempts: row.int('attempts'),
    sentAt: row.int('sent_at')
  }
}

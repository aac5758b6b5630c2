import type { ActivityCursor, ActivityFilter, ActivityState } from '../../shared/domain/activity'
import type { Millis, Pubkey } from '../../shared/domain/ids'
import { msat, type Msat } from '../../shared/money'
import { firstPosOf, type Bucket } from './activity'
import { ActivityQuery } from './activity-query'
import type { Database, SqlValue } from './database'
import type { Row } from './row'
import { SHOWN_NAME, type SendersRepository } from './senders'

export interface ActivityListRow {
  readonly key: string
  readonly kind: 'payment' | 'invoice' | 'message'
  readonly at: Millis
  readonly amountMsat: Msat
  /** The fee of a payment; 0 if it is not known. */
  readonly feeMsat: Msat
  readonly title: string
  /** `petname`: the one to show, see SHOWN_NAME. */
  readonly counterparty: { readonly pubkey: Pubkey; readonly petname: string } | undefined
  readonly state: ActivityState
  readonly expiresAt: Millis | undefined
  readonly alarm: boolean
}

/** Count and sum of the rows of each bucket. */
export type BucketSums = Readonly<Record<Bucket, { readonly count: number; readonly amountMsat: bigint }>>

const STATES = [
  'sending',
  'succeeded',
  'failed',
  'unknown',
  'open',
  'paid',
  'expired',
  'received'
] as const satisfies readonly ActivityState[]
const BUCKETS = ['sent', 'received', 'waiting', 'unknown', 'failed'] as const satisfies readonly Bucket[]
const ROW_COLUMNS = `a.pos, a.key, a.kind, a.at, a.amount_msat, a.fee_msat, a.title, a.state, a.expires_at, a.alarm,
  s.pubkey, ${SHOWN_NAME}`
const AFTER_ALL = (1n << 63n) - 1n

/**
 * Reads the activity list with filters and search. Pages are read by key, so a page at the end costs as much as the
 * first.
 */
export class ActivityList {
  private readonly selectPos
  private readonly selectSums
  private readonly selectSpan

  constructor(
    private readonly database: Database,
    private readonly senders: SendersRepository
  ) {
    this.selectPos = database.prepare('SELECT pos FROM activity WHERE key = ?')
    this.selectSums = database.prepare('SELECT bucket, count, amount_msat FROM activity_sums WHERE span = 0')
    this.selectSpan = database.prepare(
      `SELECT bucket, sum(count) AS count, sum(amount_msat >> 20) AS high, sum(amount_msat & 1048575) AS low
       FROM activity_sums
       WHERE span = 900000 AND bucket IN ('sent', 'received') AND start >= ? AND start < ? GROUP BY bucket`
    )
  }

  page(filter: ActivityFilter, query: string, limit: number, cursor?: ActivityCursor): ActivityListRow[] {
    const before = cursor === undefined ? AFTER_ALL : this.posOf(cursor)
    const wanted = new ActivityQuery(query, this.senders)
    return wanted
      .selections()
      .flatMap(({ from, where, order, values }) =>
        this.select(
          `SELECT ${ROW_COLUMNS} ${from} LEFT JOIN senders s ON s.id = a.sender_id
           WHERE ${where} AND ${order} < ? ${bucketCondition(filter)} ORDER BY ${order} DESC LIMIT ?`,
          [...values, before, ...bucketValue(filter), limit]
        )
      )
      .map((row) => ({ pos: row.big('pos'), row: listRowOf(row) }))
      .sort((a, b) => (a.pos < b.pos ? 1 : a.pos > b.pos ? -1 : 0))
      .filter(({ pos }, index, all) => all[index - 1]?.pos !== pos)
      .slice(0, limit)
      .map(({ row }) => row)
  }

  /** The last row of every full group of `every` rows, newest first. The page uses them as cursors to jump to. */
  anchors(filter: ActivityFilter, query: string, every: number): ActivityCursor[] {
    const wanted = new ActivityQuery(query, this.senders)
    const rows = wanted.isEmpty ? this.stepThrough(filter, every) : this.numberFound(wanted, filter, every)
    return rows.map((row) => ({ at: row.int('at'), key: row.text('key') }))
  }

  /** Sums over all rows that match the query. Without a query they come from `activity_sums`. */
  sums(query: string): BucketSums {
    const wanted = new ActivityQuery(query, this.senders)
    if (wanted.isEmpty) {
      const rows = this.selectSums.all()
      return sumsOf(
        rows.map((row) => [row.oneOf('bucket', BUCKETS), row.int('count'), row.big('amount_msat')])
      )
    }
    return this.sumFound(wanted, 0n, AFTER_ALL)
  }

  /** Sums over an interval. Both ends must be multiples of 15 minutes. */
  movedBetween(query: string, from: Millis, to: Millis): BucketSums {
    const wanted = new ActivityQuery(query, this.senders)
    if (!wanted.isEmpty) return this.sumFound(wanted, firstPosOf(from), firstPosOf(to))
    return sumsOf(this.selectSpan.all(from, to).map(splitSum))
  }

  /** Steps from one anchor to the next over the narrowest index: several times faster than numbering all rows. */
  private stepThrough(filter: ActivityFilter, every: number): Row[] {
    const index = filter === 'all' ? 'activity_in_order' : 'activity_in_bucket'
    const next = (below: string) =>
      `SELECT pos FROM activity INDEXED BY ${index} WHERE pos < ${below}
       ${filter === 'all' ? '' : 'AND bucket = ?1'} ORDER BY pos DESC LIMIT 1 OFFSET ${every - 1}`
    return this.select(
      `WITH RECURSIVE step (pos) AS (
         SELECT (${next(AFTER_ALL.toString())})
         UNION ALL SELECT (${next('step.pos')}) FROM step WHERE step.pos IS NOT NULL
       ) SELECT a.at, a.key FROM step CROSS JOIN activity a ON a.pos = step.pos ORDER BY a.pos DESC`,
      bucketValue(filter)
    )
  }

  private numberFound(wanted: ActivityQuery, filter: ActivityFilter, every: number): Row[] {
    const { distinct, values } = wanted.allPositions()
    return this.select(
      `SELECT at, key FROM (
         SELECT a.at, a.key, a.pos, row_number() OVER (ORDER BY a.pos DESC) AS number
         FROM (${distinct}) n CROSS JOIN activity a ON a.pos = n.pos WHERE TRUE ${bucketCondition(filter)}
       ) WHERE number % ? = 0 ORDER BY pos DESC`,
      [...values, ...bucketValue(filter), every]
    )
  }

  private sumFound(wanted: ActivityQuery, from: bigint, to: bigint): BucketSums {
    const { distinct, values } = wanted.allPositions()
    // The amounts are summed as high and low parts, because their sum may not fit into 64 bits.
    const rows = this.select(
      `SELECT a.bucket, count(*) AS count, sum((a.amount_msat + a.fee_msat) >> 20) AS high, sum((a.amount_msat + a.fee_msat) & 1048575) AS low
       FROM (${distinct}) n CROSS JOIN activity a ON a.pos = n.pos
       WHERE n.pos >= ? AND n.pos < ? GROUP BY a.bucket`,
      [...values, from, to]
    )
    return sumsOf(rows.map(splitSum))
  }

  /** The position of a cursor. If its entry no longer exists, the cursor's time is used. */
  private posOf({ at, key }: ActivityCursor): bigint {
    return this.selectPos.one(key)?.big('pos') ?? firstPosOf(at)
  }

  private select(sql: string, values: readonly SqlValue[]): Row[] {
    return this.database.prepare(sql).all(...values)
  }
}

const bucketCondition = (filter: ActivityFilter): string => (filter === 'all' ? '' : 'AND a.bucket = ?')
const bucketValue = (filter: ActivityFilter): string[] => (filter === 'all' ? [] : [filter])

function listRowOf(row: Row): ActivityListRow {
  const pubkey = row.optionalText('pubkey')
  return {
    key: row.text('key'),
    kind: row.oneOf('kind', ['payment', 'invoice', 'message']),
    at: row.int('at'),
    amountMsat: msat(row.big('amount_msat')),
    feeMsat: msat(row.big('fee_msat')),
    title: row.text('title'),
    counterparty: pubkey === undefined ? undefined : { pubkey: pubkey as Pubkey, petname: row.text('name') },
    state: row.oneOf('state', STATES),
    expiresAt: row.optionalInt('expires_at'),
    alarm: row.flag('alarm')
  }
}

type BucketSum = readonly [Bucket, number, bigint]

function splitSum(row: Row): BucketSum {
  return [row.oneOf('bucket', BUCKETS), row.int('count'), (row.big('high') << 20n) + row.big('low')]
}

function sumsOf(rows: readonly BucketSum[]): BucketSums {
  const zero = { count: 0, amountMsat: 0n }
  const known = new Map(rows.map(([bucket, count, amountMsat]) => [bucket, { count, amountMsat }]))
  return {
    sent: known.get('sent') ?? zero,
    received: known.get('received') ?? zero,
    waiting: known.get('waiting') ?? zero,
    unknown: known.get('unknown') ?? zero,
    failed: known.get('failed') ?? zero
  }
}

import type {
  ActivityDay,
  ActivityDetails,
  ActivityFilter,
  ActivityRow,
  ActivityTotals
} from '../../../src/shared/domain/activity'
import { msat } from '../../../src/shared/money'
import { fail, ok } from '../../../src/shared/result'
import type { SomeAnswers } from './fake-imp'
import { NOW } from '../fixtures/samples'

/** A list of rows, newest first, returned in pages as the contract defines them. */
export interface FakeActivity {
  readonly answers: Required<Pick<SomeAnswers, 'activity'>>
  /** A new entry at the top. */
  readonly add: (row: ActivityRow) => void
}

export function sampleRow(patch: Partial<ActivityRow> = {}): ActivityRow {
  return {
    key: 'p:1',
    kind: 'payment',
    at: NOW,
    amountMsat: msat(2_500_000n),
    title: 'Courier, parcel 7741-02',
    counterparty: undefined,
    unverified: false,
    state: 'succeeded',
    expiresAt: undefined,
    alarm: false,
    ...patch
  }
}

/** `count` payments, one every half hour, the newest now. */
export function manyRows(count: number): readonly ActivityRow[] {
  return Array.from({ length: count }, (_, i) =>
    sampleRow({
      key: `p:${String(count - i).padStart(8, '0')}`,
      at: NOW - i * 1_800_000,
      title: `Payment ${count - i}`,
      amountMsat: msat(BigInt(1000 + (i % 7) * 1000))
    })
  )
}

export function fakeActivity(
  rows: readonly ActivityRow[],
  details: (key: string) => ActivityDetails | undefined = () => undefined
): FakeActivity {
  const all = [...rows]
  const select = (filter: ActivityFilter, query: string): readonly ActivityRow[] =>
    all.filter(
      (row) =>
        inFilter(row, filter) &&
        `${row.title} ${row.counterparty}`.toLowerCase().includes(query.toLowerCase())
    )
  let answered = new Map<string, readonly ActivityRow[]>()
  const wanted = (filter: ActivityFilter, query: string): readonly ActivityRow[] => {
    const question = `${filter} ${query}`
    const rows = answered.get(question) ?? select(filter, query)
    answered.set(question, rows)
    return rows
  }
  return {
    add: (row) => {
      all.unshift(row)
      answered = new Map()
    },
    answers: {
      activity: {
        page: ({ filter, query, limit, cursor }) => {
          const found = wanted(filter, query)
          const from = cursor === undefined ? 0 : found.findIndex((row) => row.key === cursor.key) + 1
          const page = found.slice(from, from + limit)
          const last = page.at(-1)
          const next =
            from + limit < found.length && last !== undefined ? { at: last.at, key: last.key } : undefined
          return ok({ rows: page, days: daysOf(page, found), next })
        },
        anchors: ({ filter, query, every }) => {
          const found = wanted(filter, query)
          const cursors = found
            .filter((_, index) => (index + 1) % every === 0)
            .map((row) => ({ at: row.at, key: row.key }))
          return ok({ count: found.length, cursors })
        },
        totals: ({ filter, query }) => ok(totalsOf(wanted(filter, query), wanted('all', query))),
        details: ({ key }) => {
          const found = details(key)
          return found === undefined ? fail('not-found') : ok(found)
        }
      }
    }
  }
}

function inFilter(row: ActivityRow, filter: ActivityFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'sent':
      return row.state === 'succeeded'
    case 'received':
      return row.state === 'paid' || row.state === 'received'
    case 'waiting':
      return row.state === 'open' || row.state === 'sending'
    case 'unknown':
      return row.state === 'unknown'
    case 'failed':
      return row.state === 'failed' || row.state === 'expired'
  }
}

function movedMsat(row: ActivityRow): bigint {
  if (inFilter(row, 'sent')) return -row.amountMsat
  return inFilter(row, 'received') ? row.amountMsat : 0n
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

function daysOf(page: readonly ActivityRow[], found: readonly ActivityRow[]): readonly ActivityDay[] {
  const starts = [...new Set(page.map((row) => midnight(row.at)))]
  const sums = new Map(starts.map((startsAt) => [startsAt, 0n]))
  const [newest, oldest] = [starts[0] ?? 0, starts.at(-1) ?? 0]
  for (const row of found) {
    if (row.at < oldest || row.at > newest + 2 * 86_400_000) continue
    const day = midnight(row.at)
    sums.set(day, (sums.get(day) ?? 0n) + movedMsat(row))
  }
  return starts.map((startsAt) => ({ startsAt, sumMsat: msat(sums.get(startsAt) ?? 0n) }))
}

function totalsOf(found: readonly ActivityRow[], everywhere: readonly ActivityRow[]): ActivityTotals {
  const sum = (rows: readonly ActivityRow[]) => msat(rows.reduce((total, row) => total + row.amountMsat, 0n))
  const count = (filter: ActivityFilter) => everywhere.filter((row) => inFilter(row, filter)).length
  return {
    count: found.length,
    sentMsat: sum(found.filter((row) => inFilter(row, 'sent'))),
    receivedMsat: sum(found.filter((row) => inFilter(row, 'received'))),
    counts: {
      all: count('all'),
      sent: count('sent'),
      received: count('received'),
      waiting: count('waiting'),
      unknown: count('unknown'),
      failed: count('failed')
    }
  }
}

import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bucketOf } from '../../../../src/main/store/activity'
import type { ActivityListRow } from '../../../../src/main/store/activity-list'
import { openStore } from '../../../../src/main/store/open'
import type { Store } from '../../../../src/main/store/store'
import {
  ACTIVITY_FILTERS,
  type ActivityFilter,
  type ActivityState
} from '../../../../src/shared/domain/activity'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { msat, sat } from '../../../../src/shared/money'
import { newDbFile } from '../../../support/fakes/open-wallet'

function open(): Store {
  const opened = openStore(newDbFile())
  if (!opened.ok) throw new Error(opened.error.code)
  onTestFinished(() => opened.value.close())
  return opened.value
}

/** Gives every sender a petname. */
function openNamed(): Store {
  const store = open()
  for (const petname of NAMES) {
    store.senders.setSettings(`key of ${petname}` as Pubkey, { petname, muted: false, minSats: sat(0n) })
  }
  return store
}

interface Given {
  readonly at: number
  readonly amount: bigint
  readonly title: string
  readonly state: ActivityState
  readonly from: string | undefined
}

const WORDS = ['coffee', 'Zine', 'café', '咖啡店', 'print 50%', 'a', '']
const NAMES = ['Mira', 'Jonas']
const STATES = ['sending', 'succeeded', 'failed', 'unknown', 'open', 'paid', 'expired', 'received'] as const

const given = fc.record<Given>({
  // Few values, so that many rows share a millisecond.
  at: fc.integer({ min: 0, max: 40 }).map((n) => n * 500_000),
  amount: fc.bigInt({ min: 0n, max: 2_100_000_000_000_000_000n }),
  title: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => words.join(' ')),
  state: fc.constantFrom(...STATES),
  from: fc.constantFrom(...NAMES, undefined)
})

function fill(store: Store, rows: readonly Given[]): Row[] {
  return rows.map((row, index) => {
    store.activity.add({
      key: `m:${index}`,
      kind: 'message',
      at: row.at,
      amountMsat: msat(row.amount),
      title: row.title,
      counterparty: row.from === undefined ? undefined : (`key of ${row.from}` as Pubkey),
      state: row.state,
      expiresAt: undefined,
      alarm: false
    })
    return { ...row, key: `m:${index}`, order: index }
  })
}

type Row = Given & { readonly key: string; readonly order: number }
const newestFirst = (a: Row, b: Row): number => b.at - a.at || b.order - a.order
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The expected list, computed by brute force. */
function expected(rows: readonly Row[], filter: ActivityFilter, query: string): Row[] {
  const terms = fold(query)
    .split(/\s+/u)
    .filter((term) => term !== '')
  return rows
    .filter(({ state }) => filter === 'all' || bucketOf(state) === filter)
    .filter(({ title, from }) =>
      terms.every((term) => fold(title).includes(term) || fold(from ?? '').includes(term))
    )
    .sort(newestFirst)
}

function everyPage(store: Store, filter: ActivityFilter, query: string, limit: number): ActivityListRow[] {
  const all: ActivityListRow[] = []
  for (;;) {
    const last = all.at(-1)
    const page = store.activityList.page(filter, query, limit, last && { at: last.at, key: last.key })
    all.push(...page)
    if (page.length < limit) return all
  }
}

const filter = fc.constantFrom(...ACTIVITY_FILTERS)
const query = fc.constantFrom(
  '',
  'offe',
  'zine',
  'cafe',
  '咖啡店',
  '50%',
  'mir',
  'coffee JONAS',
  'a',
  'none',
  'nt 5'
)

describe('the activity list', () => {
  it('gives every row once and in order, for every filter, search and page size', () => {
    fc.assert(
      fc.property(
        fc.array(given, { maxLength: 60 }),
        filter,
        query,
        fc.integer({ min: 1, max: 30 }),
        (rows, f, q, limit) => {
          const store = open()
          for (const name of NAMES) {
            store.senders.setSettings(`key of ${name}` as Pubkey, {
              petname: name,
              muted: false,
              minSats: sat(0n)
            })
          }
          const wanted = expected(fill(store, rows), f, q)
          expect(everyPage(store, f, q, limit).map(({ key }) => key)).toEqual(wanted.map(({ key }) => key))
          const anchors = store.activityList.anchors(f, q, limit)
          expect(anchors.map(({ key }) => key)).toEqual(
            wanted.filter((_, index) => index % limit === limit - 1).map(({ key }) => key)
          )
          store.close()
        }
      ),
      { numRuns: 60 }
    )
  })

  it('keeps counts and sums equal to those of its rows, in total and for any interval', () => {
    fc.assert(
      fc.property(fc.array(given, { maxLength: 60 }), query, (rows, q) => {
        const store = openNamed()
        // Amounts small enough that no sum reaches its cap.
        const kept = fill(
          store,
          rows.map((row) => ({ ...row, amount: row.amount % 1_000_000_000_000n }))
        )
        const [from, to] = [3_600_000, 9_000_000]
        const found = expected(kept, 'all', q)
        const sums = store.activityList.sums(q)
        const moved = store.activityList.movedBetween(q, from, to)
        for (const bucket of ['sent', 'received', 'waiting', 'unknown', 'failed'] as const) {
          const inBucket = found.filter(({ state }) => bucketOf(state) === bucket)
          expect(sums[bucket]).toEqual(sumOf(inBucket))
          if (bucket !== 'sent' && bucket !== 'received') continue
          expect(moved[bucket]).toEqual(sumOf(inBucket.filter(({ at }) => at >= from && at < to)))
        }
        store.close()
      }),
      { numRuns: 60 }
    )
  })

  it('finds a payment and an invoice by the beginning of their hash', () => {
    const store = open()
    const hash = `abcdef12${'0'.repeat(56)}`
    for (const [index, key] of [`p:${hash}`, `i:${hash}`, `i:${'ff'.repeat(32)}`].entries()) {
      store.activity.add({
        ...{
          key,
          kind: 'invoice',
          at: index,
          amountMsat: msat(1n),
          title: `abcdef1 title ${index}`,
          state: 'open'
        },
        counterparty: undefined,
        expiresAt: undefined,
        alarm: false
      })
    }
    const keys = (q: string) => store.activityList.page('all', q, 10).map(({ key }) => key)
    expect(keys('abcdef12')).toEqual([`i:${hash}`, `p:${hash}`])
    expect(keys(hash.toUpperCase())).toEqual([`i:${hash}`, `p:${hash}`])
    expect(keys('abcdef1')).toHaveLength(3)
    expect(store.activityList.sums('abcdef1').waiting.count).toBe(3)
    expect(keys('abcde')).toHaveLength(3)
  })

  it('finds an entry by its note, until the note is removed', () => {
    const store = open()
    fill(store, [{ at: 1, amount: 1n, title: 'coffee', state: 'paid', from: 'Mira' }])
    const found = (q: string) => store.activityList.page('all', q, 10).length
    expect(store.activity.setNote('m:0', 'for the reading group')).toBe(true)
    expect([found('reading'), found('coffee group'), found('fo')]).toEqual([1, 1, 1])
    expect(store.activity.setNote('m:0', '')).toBe(true)
    expect([found('reading'), found('coffee'), found('fo')]).toEqual([0, 1, 0])
    expect(store.activity.setNote('m:1', 'nothing there')).toBe(false)
  })

  it('finds an entry by the petname that its sender has now', () => {
    const store = open()
    fill(store, [{ at: 1, amount: 1n, title: 'coffee', state: 'paid', from: 'Mira' }])
    const name = (petname: string) =>
      store.senders.setSettings('key of Mira' as Pubkey, { petname, muted: false, minSats: sat(0n) })
    name('Mirabelle')
    expect(store.activityList.page('all', 'belle coffee', 10)).toMatchObject([
      { counterparty: { petname: 'Mirabelle' } }
    ])
    name('Plum')
    expect(store.activityList.page('all', 'belle', 10)).toEqual([])
    expect(store.activityList.page('all', 'plum', 10)).toHaveLength(1)
  })

  it("starts at a cursor even if the cursor's row no longer exists", () => {
    const store = open()
    fill(
      store,
      [1, 2, 3].map((at) => ({ at, amount: 1n, title: '', state: 'paid', from: undefined }))
    )
    const keys = (cursor: { at: number; key: string }) =>
      store.activityList.page('all', '', 10, cursor).map(({ key }) => key)
    expect(keys({ at: 2, key: 'm:1' })).toEqual(['m:0'])
    expect(keys({ at: 3, key: 'gone' })).toEqual(['m:1', 'm:0'])
  })
})

function sumOf(rows: readonly Row[]) {
  return { count: rows.length, amountMsat: rows.reduce((sum, { amount }) => sum + amount, 0n) }
}

import type {
  ActivityCursor,
  ActivityFilter,
  ActivityPage,
  ActivityRow,
  ActivityTotals
} from '../../../shared/domain/activity'
import type { Millis } from '../../../shared/domain/ids'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { Msat } from '../../../shared/money'
import { startOfDay } from '../../lib/days'

/** Rows of one part of the list, which are loaded and released together. */
export const PART = 100
/** Parts farther than this from the visible ones are released. */
const KEPT_AROUND = 6

/** A part of the list: where it starts, and its rows while it is near the visible ones. */
interface Part {
  /** The last row before it; undefined for the first part. */
  readonly cursor: ActivityCursor | undefined
  readonly rows: readonly ActivityRow[] | undefined
}

/** The filter and search that the rows on the screen belong to. */
interface Wanted {
  readonly filter: ActivityFilter
  readonly query: string
}

/**
 * The activity list. Its length and the cursors of its parts are known, so the scrollbar has its true size, but rows are
 * loaded only around the visible ones. The rows on the screen stay until the next answer arrives.
 */
export class ActivityList {
  /** Number of rows in the whole list. */
  count = $state(0)
  totals = $state.raw<ActivityTotals | undefined>()
  /** The filter and search on the screen; undefined before the first answer. */
  shown = $state.raw<Wanted | undefined>()
  /** The error code if main could not read the list. */
  failed = $state.raw<string | undefined>()
  // The maps here are replaced as a whole, or are not rendered.
  /* eslint-disable svelte/prefer-svelte-reactivity */
  #parts = $state.raw<readonly Part[]>([])
  #days = $state.raw<ReadonlyMap<Millis, Msat>>(new Map())

  readonly #activity: ImpApi['activity']
  #wanted: Wanted = { filter: 'all', query: '' }
  #seen = { first: 0, last: 0 }
  #loading = new Map<number, Promise<void>>()
  #generation = 0

  constructor(activity: ImpApi['activity']) {
    this.#activity = activity
  }

  /** Loads another filter or search, from its newest row. */
  async ask(filter: ActivityFilter, query: string): Promise<void> {
    this.#wanted = { filter, query }
    this.#seen = { first: 0, last: 0 }
    await this.refresh()
  }

  /**
   * Loads the same filter and search again after a change. Replaces the visible rows now, and the others when they
   * become visible.
   */
  async refresh(): Promise<void> {
    const generation = ++this.#generation
    const wanted = this.#wanted
    const [first, totals] = await Promise.all([this.#page(wanted, undefined), this.#activity.totals(wanted)])
    if (generation !== this.#generation) return
    this.failed = first.ok ? (totals.ok ? undefined : totals.error.code) : first.error.code
    if (!first.ok || !totals.ok) return

    const start: Part = { cursor: undefined, rows: first.value.rows }
    let parts: readonly Part[] = [start]
    let count = first.value.rows.length
    const days = new Map(daysOf(first.value))
    if (first.value.next !== undefined) {
      if (!this.#answers(wanted)) this.#show(wanted, parts, count, days, totals.value)
      const anchors = await this.#activity.anchors({ ...wanted, every: PART })
      if (generation !== this.#generation || !anchors.ok) return
      count = anchors.value.count
      const cursors = anchors.value.cursors.slice(0, Math.ceil(count / PART) - 1)
      parts = [start, ...cursors.map((cursor): Part => ({ cursor, rows: undefined }))]
      parts = await this.#fill(wanted, parts, days)
      if (generation !== this.#generation) return
    }
    this.#show(wanted, parts, count, days, totals.value)
  }

  /** Reports the visible rows: loads what is missing and releases what is far away. */
  async see(first: number, last: number): Promise<void> {
    this.#seen = { first, last }
    const generation = this.#generation
    const { from, to } = this.#partsSeen()
    const missing = [...Array(to - from + 1).keys()].map((i) => from + i).filter((i) => this.#isMissing(i))
    await Promise.all(missing.map((index) => this.#loadPart(index, generation)))
  }

  /** Undefined if the row is not loaded. Reactive. */
  rowAt(index: number): ActivityRow | undefined {
    return this.#parts[Math.floor(index / PART)]?.rows?.[index % PART]
  }

  /** The local midnight of a row's day, if the row is the first of its day. */
  dayStarting(index: number): Millis | undefined {
    const row = this.rowAt(index)
    if (row === undefined) return undefined
    const day = startOfDay(row.at)
    const before = index % PART === 0 ? this.#parts[index / PART]?.cursor : this.rowAt(index - 1)
    return before !== undefined && startOfDay(before.at) === day ? undefined : day
  }

  /** The sum of a day. */
  sumOf(day: Millis): Msat | undefined {
    return this.#days.get(day)
  }

  /** The index of an entry if the list has it; loads its part. */
  async find(key: string, at: Millis): Promise<number | undefined> {
    const after = this.#parts.findIndex(
      (part) => part.cursor !== undefined && !isBefore(part.cursor, { at, key })
    )
    const index = (after < 0 ? this.#parts.length : after) - 1
    if (index < 0) return undefined
    if (this.#isMissing(index)) await this.#loadPart(index, this.#generation)
    const within = this.#parts[index]?.rows?.findIndex((row) => row.key === key) ?? -1
    return within < 0 ? undefined : index * PART + within
  }

  #answers(wanted: Wanted): boolean {
    return this.shown?.filter === wanted.filter && this.shown.query === wanted.query
  }

  #show(
    wanted: Wanted,
    parts: readonly Part[],
    count: number,
    days: ReadonlyMap<Millis, Msat>,
    totals: ActivityTotals
  ): void {
    this.#loading.clear()
    this.#parts = parts
    this.#days = days
    this.count = count
    this.totals = totals
    this.shown = wanted
  }

  /** Loads the visible parts before the refreshed list replaces the old one, so that nothing flickers. */
  async #fill(wanted: Wanted, parts: readonly Part[], days: Map<Millis, Msat>): Promise<readonly Part[]> {
    const { from, to } = this.#partsSeen()
    return Promise.all(
      parts.map(async (part, index) => {
        if (index < from || index > to || part.rows !== undefined) return part
        const page = await this.#page(wanted, part.cursor)
        if (!page.ok) return part
        for (const [day, sum] of daysOf(page.value)) days.set(day, sum)
        return { ...part, rows: page.value.rows }
      })
    )
  }

  #loadPart(index: number, generation: number): Promise<void> {
    const running = this.#loading.get(index)
    if (running !== undefined) return running
    const load = this.#fetchPart(index, generation).finally(() => this.#loading.delete(index))
    this.#loading.set(index, load)
    return load
  }

  async #fetchPart(index: number, generation: number): Promise<void> {
    const { shown } = this
    if (shown === undefined) return
    const page = await this.#page(shown, this.#parts[index]?.cursor)
    if (generation !== this.#generation || !page.ok) return
    const { from, to } = this.#partsSeen()
    this.#days = new Map([...this.#days, ...daysOf(page.value)])
    this.#parts = this.#parts.map((part, i) => {
      if (i === index) return { ...part, rows: page.value.rows }
      const far = i < from - KEPT_AROUND || i > to + KEPT_AROUND
      return far && part.rows !== undefined ? { ...part, rows: undefined } : part
    })
  }

  #page(wanted: Wanted, cursor: ActivityCursor | undefined) {
    return this.#activity.page({ ...wanted, limit: PART, ...(cursor === undefined ? {} : { cursor }) })
  }

  #isMissing(index: number): boolean {
    const part = this.#parts[index]
    return part !== undefined && part.rows === undefined
  }

  #partsSeen(): { readonly from: number; readonly to: number } {
    return { from: Math.floor(this.#seen.first / PART), to: Math.floor(this.#seen.last / PART) }
  }
}

function daysOf(page: ActivityPage): readonly (readonly [Millis, Msat])[] {
  return page.days.map((day) => [day.startsAt, day.sumMsat])
}

/** Whether `a` is above `b`: newest first, and among equals by key. */
function isBefore(a: ActivityCursor, b: ActivityCursor): boolean {
  return a.at > b.at || (a.at === b.at && a.key > b.key)
}

import type {
  ActivityCursor,
  ActivityDetails,
  ActivityFilter,
  ExportFormat,
  ExportProgress
} from '../../../shared/domain/activity'
import type { Result } from '../../../shared/result'
import type { ActivityListRow } from '../../store/activity-list'
import type { Store } from '../../store/store'
import { writerOf } from './export-formats'
import { EXPORT_COLUMNS, exportRowOf } from './export-rows'

/** Rows read and written per piece, between which the event loop can run. */
const ROWS_PER_PIECE = 200

/**
 * A part of the file, with the number of rows written so far. The total may grow, because new rows may arrive
 * meanwhile.
 */
export interface ExportPiece extends ExportProgress {
  readonly text: string
  /** The file is complete. An export that ends without this flag was cut short. */
  readonly last: boolean
}

export interface ExportOrder {
  readonly format: ExportFormat
  readonly filter: ActivityFilter
  readonly query: string
}

/**
 * Yields the activity list as a file, newest first, piece by piece. The caller writes the pieces, shows the progress,
 * and cancels by not asking for the next piece. A row that changes meanwhile may or may not be included; no row is
 * included twice.
 */
export async function* exportActivity(
  store: Store,
  detailsOf: (key: string) => Result<ActivityDetails, 'not-found'>,
  { format, filter, query }: ExportOrder
): AsyncGenerator<ExportPiece> {
  const writer = writerOf(format, EXPORT_COLUMNS)
  const sums = store.activityList.sums(query)
  const buckets = filter === 'all' ? Object.values(sums) : [sums[filter]]
  const total = buckets.reduce((count, bucket) => count + bucket.count, 0)
  let cursor: ActivityCursor | undefined
  let done = 0
  yield { text: writer.begin, done, total, last: false }
  for (;;) {
    if (!store.isOpen) return
    const rows: readonly ActivityListRow[] = store.activityList.page(filter, query, ROWS_PER_PIECE, cursor)
    const written = rows.flatMap(({ key, title }) => {
      const details = detailsOf(key)
      return details.ok ? [exportRowOf(details.value, title)] : []
    })
    const text = written.map((row, index) => writer.row(row, done + index === 0)).join('')
    done += written.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < ROWS_PER_PIECE) {
      yield { text: text + writer.end, done, total: Math.max(done, total), last: true }
      return
    }
    cursor = { at: last.at, key: last.key }
    yield { text, done, total: Math.max(done, total), last: false }
    await new Promise(setImmediate)
  }
}

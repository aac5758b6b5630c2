import * as v from 'valibot'
import { ACTIVITY_FILTERS, EXPORT_FORMATS } from '../../domain/activity'
import type { ActivityCursor, ActivityDetails, ActivityPage, ActivityTotals } from '../../domain/activity'
import * as s from '../schemas'
import { call } from '../spec'

export const activityCalls = {
  page: call(
    v.object({
      filter: v.picklist(ACTIVITY_FILTERS),
      query: s.searchText,
      limit: s.pageSize,
      cursor: v.optional(v.object({ at: s.millis, key: s.activityKey }))
    })
  ).returns<ActivityPage>(),
  /**
   * Cursors of every `every`-th row, newest first, so that a list of any length can be drawn to scale and read at any
   * place: `cursors[i]` starts the page that follows the first `(i + 1) * every` rows.
   */
  anchors: call(
    v.object({
      filter: v.picklist(ACTIVITY_FILTERS),
      query: s.searchText,
      every: v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(500))
    })
  ).returns<{ readonly count: number; readonly cursors: readonly ActivityCursor[] }>(),
  totals: call(
    v.object({ filter: v.picklist(ACTIVITY_FILTERS), query: s.searchText })
  ).returns<ActivityTotals>(),
  details: call(v.object({ key: s.activityKey })).returns<ActivityDetails, 'not-found'>(),
  /**
   * Asks for a file name and writes the rows that match filter and search, newest first. `exporting` events report
   * the progress. Returns the number of rows, or `undefined` if the person cancelled the dialog or the export.
   */
  export: call(
    v.object({
      format: v.picklist(EXPORT_FORMATS),
      filter: v.picklist(ACTIVITY_FILTERS),
      query: s.searchText
    })
  ).returns<number | undefined, 'write-failed' | 'already-exporting'>(),
  /**
   * Asks for a folder and writes all records of the node into a new folder in it: the activity list with its proofs,
   * and the messages. Otherwise like `export`.
   */
  exportAll: call(v.object({ format: v.picklist(EXPORT_FORMATS) })).returns<
    number | undefined,
    'write-failed' | 'already-exporting'
  >(),
  /** Cancels the running export and deletes what it wrote. */
  cancelExport: call(s.nothing).returns<undefined>(),
  /** Saves the proof of a payment as a file that anyone can verify. `false`: the person cancelled. */
  saveProof: call(v.object({ paymentHash: s.paymentHash })).returns<
    boolean,
    'not-found' | 'no-proof' | 'write-failed'
  >(),
  setNote: call(v.object({ key: s.activityKey, note: s.note })).returns<
    undefined,
    'not-found' | 'store-failed'
  >()
}

import { describe, expect, it } from 'vitest'
import {
  partsAtStop,
  partsUnderWay,
  plannedParts,
  sumOf,
  type PartRow
} from '../../../../../src/renderer/features/inbox/parts-list'
import { msat } from '../../../../../src/shared/money'
import { NOW } from '../../../../support/fixtures/samples'

const written = (rows: readonly PartRow[]) =>
  rows.map(({ label, mark, detail, priceMsat }) => [label, mark, detail, Number(priceMsat)])
const fees = (...amounts: readonly number[]) => amounts.map((amount) => msat(BigInt(amount)))

describe('the table of the parts of a message', () => {
  it('shows the bytes and the price of each part before it is sent', () => {
    const rows = plannedParts('ö'.repeat(951), 3)
    expect(written(rows)).toEqual([
      ['Part 1', 'planned', '634 B', 1_000],
      ['Part 2', 'planned', '634 B', 1_000],
      ['Part 3', 'planned', '634 B', 1_000]
    ])
    expect(sumOf(rows)).toBe(3_000n)
  })

  it('shows what arrived with its fee, the time of the part under way, and what waits', () => {
    const progress = { parts: 3, arrived: 1, feesMsat: fees(1_050), since: NOW - 4_000 }
    expect(written(partsUnderWay(progress, NOW))).toEqual([
      ['Part 1', 'arrived', 'arrived', 2_050],
      ['Part 2', 'busy', '0:04', 1_000],
      ['Part 3', 'waiting', 'waiting', 1_000]
    ])
    expect(written(partsUnderWay({ ...progress, arrived: 3, feesMsat: undefined }, NOW))).toEqual([
      ['Part 1', 'arrived', 'arrived', 1_000],
      ['Part 2', 'arrived', 'arrived', 1_000],
      ['Part 3', 'arrived', 'arrived', 1_000]
    ])
  })

  it('shows where it stopped and why, and that nothing was spent from there on', () => {
    const rows = partsAtStop({ failed: 2, total: 3, reason: 'NO_ROUTE' }, fees(1_000))
    expect(written(rows)).toEqual([
      ['Part 1', 'arrived', 'arrived', 2_000],
      ['Part 2', 'failed', 'no route', 0],
      ['Part 3', 'waiting', 'not sent', 0]
    ])
    expect(sumOf(rows)).toBe(2_000n)
  })

  it('of many parts has one row for each state', () => {
    expect(written(plannedParts('x'.repeat(9_000), 10))).toEqual([
      ['Parts 1 to 10', 'planned', 'about 900 B each', 10_000]
    ])
    const progress = { parts: 10, arrived: 5, feesMsat: fees(1, 2, 3, 4, 5), since: NOW }
    expect(written(partsUnderWay(progress, NOW))).toEqual([
      ['Parts 1 to 5', 'arrived', 'arrived', 5_015],
      ['Part 6', 'busy', '0:00', 1_000],
      ['Parts 7 to 10', 'waiting', 'waiting', 4_000]
    ])
    expect(written(partsUnderWay({ ...progress, arrived: 10, feesMsat: undefined }, NOW))).toHaveLength(1)
    expect(written(partsAtStop({ failed: 1, total: 10, reason: 'TIMEOUT' }, []))).toEqual([
      ['Part 1', 'failed', 'took too long', 0],
      ['Parts 2 to 10', 'waiting', 'not sent', 0]
    ])
  })
})

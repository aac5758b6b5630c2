import { describe, expect, it } from 'vitest'
import { ActivityList, PART } from '../../../../../src/renderer/features/activity/activity-list.svelte'
import type { ActivityRow } from '../../../../../src/shared/domain/activity'
import { msat } from '../../../../../src/shared/money'
import { fakeActivity, manyRows, sampleRow } from '../../../../support/fakes/fake-activity'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { NOW, sampleState } from '../../../../support/fixtures/samples'

async function listOf(rows: readonly ActivityRow[]) {
  const activity = fakeActivity(rows)
  const imp = fakeImp(sampleState(), activity.answers)
  const list = new ActivityList(imp.api.activity)
  await list.ask('all', '')
  const pages = () => imp.calls.filter((call) => call.name === 'activity.page').length
  return { list, activity, imp, pages }
}

describe('the activity list', () => {
  it('knows the length of the whole list and loads its first part', async () => {
    const { list, pages } = await listOf(manyRows(1234))
    expect(list.count).toBe(1234)
    expect(list.rowAt(0)?.title).toBe('Payment 1234')
    expect(list.rowAt(PART)).toBeUndefined()
    expect(pages()).toBe(1)
  })

  it('requests nothing but the page if that is the whole list', async () => {
    const { list, imp } = await listOf(manyRows(PART))
    expect(list.count).toBe(PART)
    expect(imp.calls.some((call) => call.name === 'activity.anchors')).toBe(false)
  })

  it('loads the visible part anywhere in the list, with every row in its place', async () => {
    const { list } = await listOf(manyRows(5000))
    for (const index of [4999, 2500, 199, 200, 0]) {
      await list.see(index, index)
      expect(list.rowAt(index)?.title).toBe(`Payment ${5000 - index}`)
    }
  })

  it('loads a part once, however often it becomes visible', async () => {
    const { list, pages } = await listOf(manyRows(5000))
    await Promise.all([list.see(2500, 2510), list.see(2505, 2515), list.see(2510, 2520)])
    await list.see(2500, 2510)
    expect(pages()).toBe(2)
  })

  it('releases parts far from the visible ones', async () => {
    const { list } = await listOf(manyRows(5000))
    await list.see(2500, 2510)
    await list.see(4900, 4910)
    expect(list.rowAt(2500)).toBeUndefined()
    expect(list.rowAt(0)).toBeUndefined()
  })

  it('starts a day once, even if the day continues in the next part', async () => {
    const { list } = await listOf(manyRows(1000))
    await list.see(0, 999)
    const starts = Array.from({ length: 1000 }, (_, i) => list.dayStarting(i)).filter(
      (day) => day !== undefined
    )
    expect(new Set(starts).size).toBe(starts.length)
    const days = new Set(
      Array.from({ length: 1000 }, (_, i) => new Date(list.rowAt(i)?.at ?? 0).toDateString())
    )
    expect(starts).toHaveLength(days.size)
  })

  it('gives the sum of a day', async () => {
    const { list } = await listOf([
      sampleRow({ key: 'p:2', amountMsat: msat(2_500_000n) }),
      sampleRow({ key: 'i:1', kind: 'invoice', state: 'paid', at: NOW - 1000, amountMsat: msat(1_000_000n) })
    ])
    expect(list.sumOf(list.dayStarting(0) ?? 0)).toBe(-1_500_000n)
  })

  it('keeps the rows on the screen until the next answer has come', async () => {
    const { list } = await listOf(manyRows(50))
    const asking = list.ask('failed', '')
    expect(list.count).toBe(50)
    await asking
    expect(list.count).toBe(0)
  })

  it('shows only the answer to the last query', async () => {
    const { list } = await listOf(manyRows(300))
    await Promise.all([list.ask('failed', ''), list.ask('sent', '')])
    expect(list.shown?.filter).toBe('sent')
    expect(list.count).toBe(300)
  })

  it('adds a new entry and keeps the visible part on the screen', async () => {
    const { list, activity } = await listOf(manyRows(1000))
    await list.see(500, 510)
    activity.add(sampleRow({ key: 'p:99999999', title: 'The newest', at: NOW + 1000 }))
    const refreshing = list.refresh()
    expect(list.rowAt(500)?.title).toBe('Payment 500')
    await refreshing
    expect(list.count).toBe(1001)
    expect(list.rowAt(0)?.title).toBe('The newest')
    expect(list.rowAt(501)?.title).toBe('Payment 500')
  })

  it('finds the place of an entry', async () => {
    const rows = manyRows(5000)
    const { list } = await listOf(rows)
    const sought = rows[3210]
    expect(await list.find(sought?.key ?? '', sought?.at ?? 0)).toBe(3210)
    expect(await list.find('p:none', NOW)).toBeUndefined()
  })

  it('reports why it could not be read', async () => {
    const { list, imp } = await listOf(manyRows(10))
    imp.answer({
      activity: { page: () => Promise.resolve({ ok: false, error: { code: 'internal' } }) as never }
    })
    await list.refresh()
    expect(list.failed).toBe('internal')
    expect(list.count).toBe(10)
  })
})

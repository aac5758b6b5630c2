import { describe, expect, it } from 'vitest'
import { ActivityList, PART } from '../../../../../src/renderer/features/activity/activity-list.svelte'
import type { ActivityRow } from '../../../../../src/shared/domain/activity'
import { msat } from '../../../../../src/shared/money'
import { fakeActivity, manyRows, sampleRow } from '../../../../support/fake-activity'
import { fakeImp } from '../../../../support/fake-imp'
import { NOW, sampleState } from '../../../../support/samples'

async function listOf(rows: readonly ActivityRow[]) {
  const activity = fakeActivity(rows)
  const imp = fakeImp(sampleState(), activity.answers)
  const list = new ActivityList(imp.api.activity)
  await list.ask('all', '')
  const pages = () => imp.calls.filter((call) => call.name === 'activity.page').length
  return { list, activity, imp, pages }
}

describe('the activity list', () => {
  it('knows its whole length and holds its first part', async () => {
    const { list, pages } = await listOf(manyRows(1234))
    expect(list.count).toBe(1234)
    expect(list.rowAt(0)?.title).toBe('Payment 1234')
    expect(list.rowAt(PART)).toBeUndefined()
    expect(pages()).toBe(1)
  })

  it('asks for nothing but the page while one page is all there is', async () => {
    const { list, imp } = await listOf(manyRows(PART))
    expect(list.count).toBe(PART)
    expect(imp.calls.some((call) => call.name === 'activity.anchors')).toBe(false)
  })

  it('loads the part that is seen, wherever it lies, and every row in its place', async () => {
    const { list } = await listOf(manyRows(5000))
    for (const index of [4999, 2500, 199, 200, 0]) {
      await list.see(index, index)
      expect(list.rowAt(index)?.title).toBe(`Payment ${5000 - index}`)
    }
  })

  it('loads a part once, however often it is seen', async () => {
    const { list, pages } = await listOf(manyRows(5000))
    await Promise.all([list.see(2500, 2510), list.see(2505, 2515), list.see(2510, 2520)])
    await list.see(2500, 2510)
    expect(pages()).toBe(2)
  })

  it('lets go what is far from what is seen', async () => {
    const { list } = await listOf(manyRows(5000))
    await list.see(2500, 2510)
    await list.see(4900, 4910)
    expect(list.rowAt(2500)).toBeUndefined()
    expect(list.rowAt(0)).toBeUndefined()
  })

  it('begins a day once, also where the day goes on over two parts', async () => {
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

  it('knows what moved on a day', async () => {
    const { list } = await listOf([
      sampleRow({ key: 'p:2', amountMsat: msat(2_500_000n) }),
      sampleRow({ key: 'i:1', kind: 'invoice', state: 'paid', at: NOW - 1000, amountMsat: msat(1_000_000n) })
    ])
    expect(list.sumOf(list.dayStarting(0) ?? 0)).toBe(-1_500_000n)
  })

  it('keeps what is on the screen until the next answer is there', async () => {
    const { list } = await listOf(manyRows(50))
    const asking = list.ask('failed', '')
    expect(list.count).toBe(50)
    await asking
    expect(list.count).toBe(0)
  })

  it('shows the answer to the last question only', async () => {
    const { list } = await listOf(manyRows(300))
    await Promise.all([list.ask('failed', ''), list.ask('sent', '')])
    expect(list.shown?.filter).toBe('sent')
    expect(list.count).toBe(300)
  })

  it('takes in a new entry, and keeps the part that is seen on the screen', async () => {
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

  it('finds where an entry stands', async () => {
    const rows = manyRows(5000)
    const { list } = await listOf(rows)
    const sought = rows[3210]
    expect(await list.find(sought?.key ?? '', sought?.at ?? 0)).toBe(3210)
    expect(await list.find('p:none', NOW)).toBeUndefined()
  })

  it('says why it could not be read', async () => {
    const { list, imp } = await listOf(manyRows(10))
    imp.answer({
      activity: { page: () => Promise.resolve({ ok: false, error: { code: 'internal' } }) as never }
    })
    await list.refresh()
    expect(list.failed).toBe('internal')
    expect(list.count).toBe(10)
  })
})

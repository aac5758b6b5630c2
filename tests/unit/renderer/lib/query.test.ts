import { describe, expect, it } from 'vitest'
import { Query } from '../../../../src/renderer/lib/query.svelte'
import { fail, ok, type Result } from '../../../../src/shared/result'

/** A main process that answers on command. */
function answering() {
  const waiting: ((result: Result<number, 'lost'>) => void)[] = []
  return {
    ask: () => new Promise<Result<number, 'lost'>>((resolve) => waiting.push(resolve)),
    answer: async (result: Result<number, 'lost'>) => {
      waiting.shift()?.(result)
      await new Promise((resolve) => setTimeout(resolve))
    },
    asked: () => waiting.length
  }
}

describe('a query', () => {
  it('keeps the last good answer while the next is under way, and if it fails', async () => {
    const main = answering()
    const query = new Query(main.ask)
    void query.refresh()
    await main.answer(ok(1))
    void query.refresh()
    expect([query.value, query.busy]).toEqual([1, true])
    await main.answer(fail('lost'))
    expect([query.value, query.error?.code, query.busy]).toEqual([1, 'lost', false])
  })

  it('requests again if a change may have overtaken the answer', async () => {
    const main = answering()
    const query = new Query(main.ask)
    void query.refresh()
    void query.refresh()
    void query.refresh()
    expect(main.asked()).toBe(1)
    await main.answer(ok(1))
    expect([main.asked(), query.busy]).toEqual([1, true])
    await main.answer(ok(2))
    expect([query.value, main.asked(), query.busy]).toEqual([2, 0, false])
  })

  it('drops the answer to a request that was reset', async () => {
    const main = answering()
    const query = new Query(main.ask)
    void query.refresh()
    query.reset()
    await main.answer(ok(1))
    expect(query.value).toBeUndefined()
    void query.refresh()
    await main.answer(ok(2))
    expect(query.value).toBe(2)
  })
})

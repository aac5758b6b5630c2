import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { answer } from '../../../../src/main/ipc/answer'
import { fail, ok } from '../../../../src/shared/result'

const args = v.object({ amount: v.pipe(v.bigint(), v.minValue(0n)) })

describe('a call from the page', () => {
  it('gives the handler what the schema parsed, and nothing else', async () => {
    const handle = vi.fn(() => ok('done'))
    const sent = JSON.parse('{"__proto__": {"admin": true}, "more": 1}') as object
    const result = await answer({ args, handle }, { ...sent, amount: 5n }, vi.fn())
    expect(result).toEqual(ok('done'))
    expect(handle).toHaveBeenCalledWith({ amount: 5n })
  })

  it.each([undefined, null, 5n, 'x', [], {}, { amount: 5 }, { amount: -1n }, { amount: { toString: 1 } }])(
    'refuses %s without calling the handler, naming no value',
    async (sent) => {
      const handle = vi.fn(() => ok(1))
      const result = await answer({ args, handle }, sent, vi.fn())
      expect(result).toMatchObject({ ok: false, error: { code: 'bad-arguments' } })
      expect(handle).not.toHaveBeenCalled()
    }
  )

  it('returns an expected failure', async () => {
    const result = await answer(
      { args, handle: () => Promise.resolve(fail('expired')) },
      { amount: 1n },
      vi.fn()
    )
    expect(result).toEqual(fail('expired'))
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('secret words')
      }
    ],
    ['rejects', () => Promise.reject(new Error('secret words'))]
  ])(
    'turns a handler that %s into a coded failure without its text, and reports it',
    async (_how, handle) => {
      const onBug = vi.fn()
      expect(await answer({ args, handle }, { amount: 1n }, onBug)).toEqual(fail('internal'))
      expect(onBug).toHaveBeenCalledWith(new Error('secret words'))
    }
  )
})

import { describe, expect, it } from 'vitest'
import { LastEstimate } from '../../../../src/main/wallet/last-estimate'
import { msat, type Msat } from '../../../../src/shared/money'
import { FakeClock } from '../../../support/fakes/fake-clock'

const FEE = msat(3_100n)
const never = () => Promise.reject(new Error('asked'))

describe('the last estimate of a fee', () => {
  it('is the answer that was kept about the same, without asking again', async () => {
    const last = new LastEstimate(new FakeClock())
    await last.keep('rent', Promise.resolve(FEE))
    expect(await last.soon('rent', never)).toBe(FEE)
  })

  it('is asked for if the last answer was about something else, or none', async () => {
    const last = new LastEstimate(new FakeClock())
    await last.keep('rent', Promise.resolve(msat(1n)))
    expect(await last.soon('zine', () => Promise.resolve(FEE))).toBe(FEE)
    expect(await last.soon('zine', never)).toBe(FEE)
  })

  it('is asked for again after a minute, and after ten seconds if the node gave none', async () => {
    const clock = new FakeClock()
    const last = new LastEstimate(clock)
    await last.keep('rent', Promise.resolve(FEE))
    await clock.advance(59_999)
    expect(await last.soon('rent', never)).toBe(FEE)
    await clock.advance(1)
    expect(await last.soon('rent', () => Promise.resolve(undefined))).toBeUndefined()
    await clock.advance(9_999)
    expect(await last.soon('rent', never)).toBeUndefined()
    await clock.advance(1)
    expect(await last.soon('rent', () => Promise.resolve(FEE))).toBe(FEE)
  })

  it('is none if asking for it fails, now and before, so that no order is blocked', async () => {
    const clock = new FakeClock()
    const last = new LastEstimate(clock)
    await expect(last.keep('rent', never())).rejects.toThrow('asked')
    expect(await last.soon('rent', never)).toBeUndefined()
    expect(await last.soon('zine', never)).toBeUndefined()
    await clock.advance(10_000)
    expect(await last.soon('zine', () => Promise.resolve(FEE))).toBe(FEE)
    expect(clock.nextIn).toBeUndefined()
  })

  it('is awaited for two seconds, and used by the next question if it comes later', async () => {
    const clock = new FakeClock()
    const last = new LastEstimate(clock)
    let answer: (fee: Msat) => void = () => undefined
    const asked = last.keep('rent', new Promise((resolve) => (answer = resolve)))
    let soon: Msat | undefined | 'waiting' = 'waiting'
    void last.soon('rent', never).then((fee) => (soon = fee))
    await clock.advance(1_999)
    expect(soon).toBe('waiting')
    await clock.advance(1)
    expect(soon).toBeUndefined()
    answer(FEE)
    await asked
    expect(await last.soon('rent', never)).toBe(FEE)
    expect(clock.nextIn).toBeUndefined()
  })
})

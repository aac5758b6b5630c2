import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStore } from '../../../../../src/main/store/open'
import { OfflineGaps } from '../../../../../src/main/wallet/inbox/offline-gaps'
import { fail } from '../../../../../src/shared/result'
import { FakeClock } from '../../../../support/fakes/fake-clock'
import { newDbFile } from '../../../../support/fakes/open-wallet'

const MINUTE = 60_000
const alive: { at: number | undefined } = { at: undefined }

function watched() {
  const opened = openStore(newDbFile())
  if (!opened.ok) throw new Error(opened.error.code)
  const store = opened.value
  onTestFinished(() => store.close())
  const clock = new FakeClock()
  const gaps = new OfflineGaps(store, clock, { failing: false }, () => alive.at)
  gaps.start()
  return { store, clock, gaps, all: () => store.gaps.between(0, Number.MAX_SAFE_INTEGER) }
}

/** A clock that jumps, as during a sleep of the computer: due timers run late. */
class SleepingClock extends FakeClock {
  slept = 0
  override now(): number {
    return super.now() + this.slept
  }
}

describe('an offline gap', () => {
  it('begins when a stream is lost and ends when the next one opens', async () => {
    const { clock, gaps, all } = watched()
    gaps.streamOpened()
    await clock.advance(MINUTE)
    gaps.streamLost('offline', clock.now())
    await clock.advance(2 * MINUTE)
    expect(all()).toEqual([])
    gaps.streamOpened()
    expect(all()).toEqual([{ from: MINUTE, to: 3 * MINUTE, reason: 'offline' }])
  })

  it('is one gap even if several attempts fail in it', async () => {
    const { clock, gaps, all } = watched()
    gaps.streamOpened()
    for (let attempt = 0; attempt < 3; attempt++) {
      gaps.streamLost('offline', clock.now())
      await clock.advance(1_000)
    }
    gaps.streamOpened()
    expect(all()).toEqual([{ from: 0, to: 3_000, reason: 'offline' }])
  })

  it('begins when the computer fell asleep', async () => {
    const { store } = watched()
    const clock = new SleepingClock()
    const gaps = new OfflineGaps(store, clock, { failing: false }, () => alive.at)
    gaps.streamOpened()
    await clock.advance(90_000)
    clock.slept = 3_600_000
    await clock.advance(40_000)
    gaps.streamLost('offline', clock.now())
    gaps.streamOpened()
    expect(store.gaps.between(0, Number.MAX_SAFE_INTEGER)).toMatchObject([{ from: MINUTE }])
    gaps.stop()
  })

  it('is not recorded if the stream survived the sleep', async () => {
    const { store } = watched()
    const clock = new SleepingClock()
    const gaps = new OfflineGaps(store, clock, { failing: false }, () => alive.at)
    gaps.streamOpened()
    clock.slept = 3_600_000
    await clock.advance(3 * MINUTE)
    gaps.streamLost('offline', clock.now())
    gaps.streamOpened()
    const [gap] = store.gaps.between(0, Number.MAX_SAFE_INTEGER)
    expect(gap?.from).toBe(clock.now())
    gaps.stop()
  })

  it('is written later if it could not be written at once', () => {
    const { store, gaps, all } = watched()
    gaps.streamOpened()
    const write = vi.spyOn(store, 'write').mockReturnValue(fail('store-failed'))
    gaps.streamLost('oversized-message', 0)
    write.mockRestore()
    gaps.streamOpened()
    expect(all()).toEqual([{ from: 0, to: 0, reason: 'oversized-message' }])
  })

  it('is not recorded any more after the recorder is stopped', async () => {
    const { clock, gaps } = watched()
    gaps.streamOpened()
    gaps.stop()
    expect(clock.nextIn).toBeUndefined()
  })

  it('begins at the last sign of life, not when the dead link is noticed', async () => {
    const { clock, gaps, all } = watched()
    gaps.streamOpened()
    await clock.advance(70_000)
    gaps.streamLost('offline', 1_000)
    gaps.streamOpened()
    expect(all()).toEqual([{ from: 1_000, to: 70_000, reason: 'offline' }])
  })

  it('begins at the last sign of life also if the wallet ended before it noticed', async () => {
    const { store, clock, gaps } = watched()
    onTestFinished(() => {
      alive.at = undefined
    })
    gaps.streamOpened()
    alive.at = 20_000
    await clock.advance(MINUTE)
    expect(store.gaps.seenAt).toBe(20_000)
  })

  it('is removed if the node replays, whenever it announces that', async () => {
    const { clock, gaps, all } = watched()
    gaps.streamOpened()
    gaps.streamLost('offline', clock.now())
    await clock.advance(MINUTE)
    gaps.streamOpened()
    expect(all()).toHaveLength(1)
    gaps.streamReplays()
    expect(all()).toEqual([])
  })

  it('stays if a message was too large, even if the node replays, and so does an older gap', async () => {
    const { clock, gaps, all } = watched()
    gaps.streamOpened()
    gaps.streamLost('offline', clock.now())
    await clock.advance(1_000)
    gaps.streamOpened()
    await clock.advance(1_000)
    gaps.streamLost('oversized-message', clock.now())
    await clock.advance(1_000)
    gaps.streamOpened()
    gaps.streamReplays()
    expect(all().map(({ reason }) => reason)).toEqual(['offline', 'oversized-message'])
  })
})

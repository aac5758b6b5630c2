import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  CHECK_EVERY_MS,
  FIRST_CHECK_AFTER_MS,
  CLOCK_CHECK_MS,
  type Updater,
  Updates
} from '../../../../../src/main/platform/updates/updates'
import { systemClock } from '../../../../../src/main/clock'
import type { UpdatesOff, UpdateState } from '../../../../../src/shared/domain/update'
import { fail, ok } from '../../../../../src/shared/result'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function wallet(answers: Partial<Updater> = {}, off?: UpdatesOff) {
  const updater = {
    find: vi.fn<Updater['find']>(() => Promise.resolve(ok(undefined))),
    download: vi.fn<Updater['download']>(() => Promise.resolve(ok(undefined))),
    installAndRestart: vi.fn<Updater['installAndRestart']>(),
    ...answers
  }
  const seen: UpdateState[] = []
  const around = { paying: false, closed: 0 }
  const createUpdater = vi.fn(() => Promise.resolve(updater))
  const updates = new Updates(
    {
      clock: systemClock,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      createUpdater,
      isPaying: () => around.paying,
      closeWallet: () => {
        around.closed += 1
        return Promise.resolve()
      },
      changed: (state) => seen.push(state)
    },
    off
  )
  return { updates, updater, createUpdater, seen, around }
}

const newer = { find: vi.fn<Updater['find']>(() => Promise.resolve(ok('2.0.0'))) }

it('An updater that cannot be loaded is a failed check, and the next check loads it again', async () => {
  const { updates, createUpdater } = wallet()
  createUpdater.mockRejectedValueOnce(new Error('the file is gone'))
  await updates.check()
  expect(updates.state).toMatchObject({ phase: 'failed', why: 'no-answer' })
  await updates.check()
  expect(updates.state).toMatchObject({ phase: 'current' })
  expect(createUpdater).toHaveBeenCalledTimes(2)
})

it('A check that an error of the updater interrupts is a failed check, and can be repeated', async () => {
  const find = vi
    .fn<Updater['find']>()
    .mockRejectedValueOnce(new Error('a bug'))
    .mockResolvedValue(ok(undefined))
  const { updates } = wallet({ find })
  updates.startCheck()
  await vi.waitFor(() => expect(updates.state).toMatchObject({ phase: 'failed', why: 'no-answer' }), {
    timeout: 60_000
  })
  updates.startCheck()
  await vi.waitFor(() => expect(updates.state).toMatchObject({ phase: 'current' }), { timeout: 60_000 })
})

describe('the check for newer versions', () => {
  it.each(['development', 'system', 'no-feed'] as const)(
    'does not run if updates are off: %s',
    async (why) => {
      const { updates, createUpdater } = wallet({}, why)
      updates.start()
      await updates.check()
      await vi.advanceTimersByTimeAsync(3 * CHECK_EVERY_MS)
      expect(createUpdater).not.toHaveBeenCalled()
      expect(updates.state).toEqual({ phase: 'off', why })
    }
  )

  it('runs soon after the start and then daily', async () => {
    const { updates, updater } = wallet()
    updates.start()
    await vi.advanceTimersByTimeAsync(FIRST_CHECK_AFTER_MS - 1)
    expect(updater.find).toHaveBeenCalledTimes(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(updater.find).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(CHECK_EVERY_MS - CLOCK_CHECK_MS)
    expect(updater.find).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(CLOCK_CHECK_MS)
    expect(updater.find).toHaveBeenCalledTimes(2)
    updates.stop()
    await vi.advanceTimersByTimeAsync(3 * CHECK_EVERY_MS)
    expect(updater.find).toHaveBeenCalledTimes(2)
  })

  it('runs within an hour after a computer that slept for a day wakes up', async () => {
    const { updates, updater } = wallet()
    updates.start()
    await vi.advanceTimersByTimeAsync(FIRST_CHECK_AFTER_MS)
    vi.setSystemTime(Date.now() + CHECK_EVERY_MS)
    await vi.advanceTimersByTimeAsync(CLOCK_CHECK_MS)
    expect(updater.find).toHaveBeenCalledTimes(2)
  })

  it('runs at once when the person asks, and again the next day', async () => {
    const { updates, updater } = wallet()
    updates.start()
    await updates.check()
    expect(updates.state).toEqual({ phase: 'current', checkedAt: Date.now() })
    await vi.advanceTimersByTimeAsync(FIRST_CHECK_AFTER_MS)
    expect(updater.find).toHaveBeenCalledTimes(1)
  })

  it('runs once, however often the person asks meanwhile', async () => {
    const { updates, updater } = wallet()
    await Promise.all([updates.check(), updates.check(), updates.check()])
    expect(updater.find).toHaveBeenCalledTimes(1)
  })

  it('continues after a failure, which is shown', async () => {
    const { updates, updater, seen } = wallet({ find: () => Promise.resolve(fail('not-trusted')) })
    await updates.check()
    expect(seen).toEqual([{ phase: 'checking' }, { phase: 'failed', why: 'not-trusted', at: Date.now() }])
    expect(updater.download).not.toHaveBeenCalled()
    await updates.check()
    expect(seen).toHaveLength(4)
  })
})

describe('a newer version', () => {
  it('is downloaded and then waits for the person', async () => {
    const { updates, updater, seen, around } = wallet(newer)
    await updates.check()
    expect(seen.map(({ phase }) => phase)).toEqual(['checking', 'downloading', 'ready'])
    await vi.advanceTimersByTimeAsync(3 * CHECK_EVERY_MS)
    expect(updater.installAndRestart).not.toHaveBeenCalled()
    expect(around.closed).toBe(0)
  })

  it('is installed by a restart, after the wallet was closed', async () => {
    const order: string[] = []
    const { updates, around } = wallet({
      ...newer,
      installAndRestart: () => order.push(`closed ${around.closed}`)
    })
    await updates.check()
    expect(await updates.restart()).toEqual(ok(undefined))
    expect(order).toEqual(['closed 1'])
  })

  it('is not installed while a payment is being sent', async () => {
    const { updates, updater, around } = wallet(newer)
    await updates.check()
    around.paying = true
    expect(await updates.restart()).toEqual(fail('payment-running'))
    expect(updater.installAndRestart).not.toHaveBeenCalled()
    expect(around.closed).toBe(0)
    around.paying = false
    await updates.restart()
    expect(updater.installAndRestart).toHaveBeenCalledTimes(1)
  })

  it('that could not be downloaded is not offered', async () => {
    const { updates } = wallet({ ...newer, download: () => Promise.resolve(fail('no-answer')) })
    await updates.check()
    expect(updates.state.phase).toBe('failed')
    expect(await updates.restart()).toEqual(fail('no-update'))
  })
})

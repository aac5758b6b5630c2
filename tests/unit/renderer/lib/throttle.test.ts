import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Throttle } from '../../../../src/renderer/lib/throttle'

describe('a throttled task', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('runs at once', () => {
    const task = vi.fn(() => Promise.resolve())
    new Throttle(100, task).call()
    expect(task).toHaveBeenCalledTimes(1)
  })

  it('runs at most once in each pause, and never loses the last call', async () => {
    const task = vi.fn(() => Promise.resolve())
    const paced = new Throttle(100, task)
    for (let i = 0; i < 50; i++) paced.call()
    await vi.advanceTimersByTimeAsync(99)
    expect(task).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(task).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(task).toHaveBeenCalledTimes(2)
  })

  it('runs once more if it was called during a run', async () => {
    const ends: (() => void)[] = []
    const task = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)))
    const paced = new Throttle(100, task)
    paced.call()
    paced.call()
    await vi.advanceTimersByTimeAsync(1000)
    expect(task).toHaveBeenCalledTimes(1)
    ends[0]?.()
    await vi.advanceTimersByTimeAsync(100)
    expect(task).toHaveBeenCalledTimes(2)
  })

  it('does not run after it was stopped', async () => {
    const task = vi.fn(() => Promise.resolve())
    const paced = new Throttle(100, task)
    paced.call()
    paced.call()
    paced.stop()
    await vi.advanceTimersByTimeAsync(1000)
    expect(task).toHaveBeenCalledTimes(1)
  })
})

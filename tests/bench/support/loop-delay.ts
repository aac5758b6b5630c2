import type { ElectronApplication } from '@playwright/test'

const EVERY_MS = 10

/** Starts to sample how late the timers of the main process are, because a blocked event loop delays them. */
export async function eventLoopDelays(app: ElectronApplication) {
  const samples = await app.evaluateHandle((_electron, every) => {
    const late: number[] = []
    let last = performance.now()
    setInterval(() => {
      const now = performance.now()
      late.push(Math.max(0, now - last - every))
      last = now
    }, every)
    return late
  }, EVERY_MS)
  return {
    /** Milliseconds; `part` of all samples are at most this. */
    percentile: async (part: number): Promise<number> => {
      const sorted = (await samples.jsonValue()).sort((a, b) => a - b)
      const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
      if (value === undefined) throw new Error('there are no samples')
      return value
    }
  }
}

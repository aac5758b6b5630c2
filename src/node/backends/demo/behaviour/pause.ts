import { setTimeout as delay } from 'node:timers/promises'

/** Resolves with false if the behaviour was stopped meanwhile. Does not keep the process alive. */
export async function pause(ms: number, life: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal: life, ref: false })
    return true
  } catch {
    return false
  }
}

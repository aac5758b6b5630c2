import type { ReportBug } from '../background'
import type { Clock } from '../clock'

/** Disposes the parts in this order. A part that fails is reported; the others are disposed all the same. */
export function disposeParts(
  parts: readonly (readonly [name: string, dispose: () => void])[],
  reportBug: ReportBug
): void {
  for (const [name, dispose] of parts) {
    try {
      dispose()
    } catch (error) {
      reportBug(`close-${name}`, error)
    }
  }
}

/** Settles as `work` does, or resolves after `ms` milliseconds. */
export async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  let cancel = (): void => undefined
  const timeout = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve)
  })
  try {
    await Promise.race([work, timeout])
  } finally {
    cancel()
  }
}

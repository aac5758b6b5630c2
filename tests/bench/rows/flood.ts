import { setTimeout } from 'node:timers/promises'
import { madeOnce, type BenchRow } from '../row'
import { beforeFlood, FLOOD } from '../support/flood'
import { longestTask } from '../support/long-tasks'
import { eventLoopDelays } from '../support/loop-delay'
import { treeHeldMiB } from '../support/memory'

const MORE_MIB = 150
const LOOP_DELAY_MS = 50
const LONG_TASK_MS = 100
const READINGS = 5
const READ_EVERY_MS = 1_000

const common = { limit: 1, better: 'lower' } as const
const during = `while ${FLOOD.toLocaleString('en')} messages arrive in an open window`

async function idleMiB(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let reading = 0; reading < READINGS; reading += 1) {
    await setTimeout(READ_EVERY_MS)
    least = Math.min(least, treeHeldMiB(pid))
  }
  return least
}

/** One flood measures both rows. */
const outside = madeOnce((context) =>
  beforeFlood(context, async ({ wallet, flood }) => {
    const idle = await idleMiB(wallet.pid)
    let peak = idle
    const delays = await eventLoopDelays(wallet.app)
    await flood(() => {
      peak = Math.max(peak, treeHeldMiB(wallet.pid))
    })
    const loopDelayMs = await delays.percentile(0.99)
    context.progress(`${idle.toFixed(0)} MiB before, ${peak.toFixed(0)} MiB at the most`)
    return { idle, peak, loopDelayMs }
  })
)

const memory: BenchRow = {
  ...common,
  id: 'flood-memory',
  what: `peak memory, against ${MORE_MIB} MiB more than idle, ${during}`,
  unit: 'MiB',
  run: async (context) => {
    const { idle, peak } = await outside(context)
    return { measured: peak, floor: idle + MORE_MIB }
  }
}

const main: BenchRow = {
  ...common,
  id: 'flood-main',
  what: `delay of the main process's event loop (p99), against ${LOOP_DELAY_MS} ms, ${during}`,
  unit: 'ms',
  run: async (context) => {
    const { loopDelayMs } = await outside(context)
    return { measured: loopDelayMs, floor: LOOP_DELAY_MS }
  }
}

/** Measured in its own flood, because a trace needs memory and time itself. */
const page: BenchRow = {
  ...common,
  id: 'flood-page',
  what: `longest task of the page, against ${LONG_TASK_MS} ms, ${during}`,
  unit: 'ms',
  run: (context) =>
    beforeFlood(context, async ({ wallet, flood }) => {
      const measured = await longestTask(wallet.page, () => flood())
      return { measured, floor: LONG_TASK_MS }
    })
}

export const floods: readonly BenchRow[] = [memory, main, page]

import type { Page } from '@playwright/test'
import { startDemoNode } from '../../../src/node/backends/demo'
import type { Store } from '../../../src/main/store/store'
import { madeOnce, median, type BenchContext, type BenchRow, type Measurement } from '../row'
import { writeProfile } from './profile'
import { openWalletWindow } from './wallet-window'

export const MANY = 100_000
export const FEW = 1_000

/** Two wallets that differ only in the number of their records. */
export interface Pair {
  readonly many: Page
  readonly few: Page
}

/** Writes the records once, for all rows that look at them; opens the two wallets for one row. */
export function pairOf(fill: (store: Store, count: number) => void) {
  const profiles = madeOnce(async (context) => {
    const node = await startDemoNode()
    const address = node.address
    await node.stop()
    const made = { many: context.run.temporaryFolder(), few: context.run.temporaryFolder() }
    context.progress(`writing ${MANY.toLocaleString('en')} records`)
    writeProfile(made.many, address, (store) => fill(store, MANY))
    writeProfile(made.few, address, (store) => fill(store, FEW))
    return { ...made, address }
  })
  return async <T>(context: BenchContext, work: (pair: Pair) => Promise<T>): Promise<T> => {
    const { many, few, address } = await profiles(context)
    const node = await startDemoNode({ grpc: address })
    const windows = [await openWalletWindow(context.electron, many)]
    try {
      windows.push(await openWalletWindow(context.electron, few))
      const [first, second] = windows
      if (first === undefined || second === undefined) throw new Error('there are no windows')
      return await work({ many: first.page, few: second.page })
    } finally {
      await Promise.all(windows.map((window) => window.close()))
      await node.stop()
    }
  }
}

const RUNS = 15

/** The two alternate, so that other load of the machine affects both. The first turn only warms the caches. */
async function compare(
  { many, few }: Pair,
  progress: (text: string) => void,
  measure: (page: Page) => Promise<number>
): Promise<Measurement> {
  const measured: number[] = []
  const floor: number[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    const large = await measure(many)
    const small = await measure(few)
    if (run === 0) continue
    measured.push(large)
    floor.push(small)
    if (run % 5 === 0) progress(`run ${run} of ${RUNS}`)
  }
  return { measured: median(measured), floor: median(floor) }
}

/** Rows that compare both wallets on screens that must not get slower with more records. */
export const comparisonsOf =
  (wallets: ReturnType<typeof pairOf>, against: string) =>
  (id: string, what: string, measure: (page: Page) => Promise<number>): BenchRow => ({
    id,
    what: `${what} ${against}`,
    unit: 'ms',
    limit: 1.5,
    better: 'lower',
    run: (context) => wallets(context, (pair) => compare(pair, context.progress, measure))
  })

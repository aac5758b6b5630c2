import { median, type BenchContext, type BenchRow } from '../row'
import { settledPssMiB } from '../support/memory'
import type { RunningElectron } from '../support/running-electron'
import { startEmptyWindow, startWallet } from '../support/wallet-app'

const RUNS = 3
async function measure(
  context: BenchContext,
  launch: (context: BenchContext) => Promise<RunningElectron>
): Promise<number> {
  const app = await launch(context)
  try {
    return await settledPssMiB(app.pid)
  } finally {
    await app.stop()
  }
}

/** Proportional set size of all processes, which counts shared pages once. */
export const memory: BenchRow = {
  id: 'memory',
  what: 'memory of all processes (PSS), against an empty Electron window',
  unit: 'MiB',
  limit: 1.2,
  better: 'lower',
  async run(context) {
    const wallet: number[] = []
    const empty: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      empty.push(await measure(context, startEmptyWindow))
      wallet.push(await measure(context, startWallet))
      context.progress(`run ${run + 1} of ${RUNS}`)
    }
    return { measured: median(wallet), floor: median(empty) }
  }
}

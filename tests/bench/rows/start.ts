import { median, type BenchRow } from '../row'
import { startEmptyWindow, startWallet } from '../support/wallet-app'

const RUNS = 15

/** From the start of the process to a window that can be used: the first-run screen, drawn from main's snapshot. */
export const start: BenchRow = {
  id: 'start',
  what: 'start to interactive, against an empty Electron window',
  unit: 'ms',
  limit: 1.35,
  better: 'lower',
  async run(context) {
    const wallet: number[] = []
    const empty: number[] = []
    // The two alternate, so that other load of the machine affects both. The first pair only warms the caches.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const [samples, launch] of [[empty, startEmptyWindow] as const, [wallet, startWallet] as const]) {
        const app = await launch(context)
        await app.stop()
        if (run > 0) samples.push(app.interactiveAfterMs)
      }
      context.progress(`run ${run} of ${RUNS}`)
    }
    return { measured: median(wallet), floor: median(empty) }
  }
}

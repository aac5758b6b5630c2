import { runWireFuzz } from '../../support/processes/wire-fuzz/fuzz'
import type { BenchRow } from '../row'

const CASES = 100_000
const SEED = 30_000_000
const REPORT_EVERY = 5_000

/** Not about speed: every call to a hostile node must end in time and claim only what is proven. */
export const wireFuzz: BenchRow = {
  id: 'wire-fuzz',
  what: `calls and streams at hostile nodes that end in time and truly, of ${CASES.toLocaleString('en')}`,
  unit: 'calls',
  limit: 1,
  better: 'higher',
  run: async ({ progress }) => {
    const { failures } = await runWireFuzz(CASES, SEED, (done) => {
      if (done % REPORT_EVERY === 0) progress(`${done} of ${CASES}`)
    })
    for (const failure of failures) progress(JSON.stringify(failure))
    return { measured: CASES - failures.length, floor: CASES }
  }
}

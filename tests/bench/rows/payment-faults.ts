import { runFaultMatrix } from '../../support/processes/fault-matrix/matrix'
import type { BenchRow } from '../row'

const RUNS = 1_000
const SEED = 20_260_101
const REPORT_EVERY = 100

/** Not about speed: the outcome of every payment and message with a fault must match the ledgers of all nodes. */
export const paymentFaults: BenchRow = {
  id: 'payment-faults',
  what: `payments and messages in trouble whose state agrees with the ledgers of all nodes, of ${RUNS.toLocaleString('en')}`,
  unit: 'runs',
  limit: 1,
  better: 'higher',
  run: async ({ progress }) => {
    const { failures } = await runFaultMatrix(RUNS, SEED, (done) => {
      if (done % REPORT_EVERY === 0) progress(`${done} of ${RUNS}`)
    })
    for (const failure of failures) progress(JSON.stringify(failure))
    return { measured: RUNS - failures.length, floor: RUNS }
  }
}

import { expect, it } from 'vitest'
import { runFaultMatrix } from '../../support/fault-matrix/matrix'

const RUNS = 180
const SEED = 1

it(
  `pays nothing twice, forgets nothing and misjudges nothing in ${RUNS} payments and messages in trouble`,
  async () => {
    const { runs, failures } = await runFaultMatrix(RUNS, SEED)
    expect(failures).toEqual([])
    expect(runs).toBe(RUNS)
  },
  10 * 60_000
)

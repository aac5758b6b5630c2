import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoNode } from '../../../src/demo-node'
import { removeFolder } from '../temp'
import { bundleProgram } from '../bundle-program'
import type { Violation } from './judge'
import { playScenario } from './run'
import { scenarioOf, type Scenario } from './scenario'

export interface MatrixResult {
  readonly runs: number
  /** Runs with at least one violation, with what is needed to play them again. */
  readonly failures: readonly { readonly scenario: Scenario; readonly violations: readonly Violation[] }[]
}

/**
 * Plays so many seeded scenarios of payments in trouble, real wallet against real demo node, and compares the journal with
 * the node's ledger each time. The same seed gives the same scenarios.
 */
export async function runFaultMatrix(
  runs: number,
  seed: number,
  progress: (done: number) => void = () => undefined
): Promise<MatrixResult> {
  const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-faults-'))
  const nodes = { 1: await startDemoNode(), 2: await startDemoNode({ generation: 2 }) }
  const failures: { scenario: Scenario; violations: readonly Violation[] }[] = []
  try {
    const walletProgram = await bundleProgram('tests/support/fault-matrix/wallet-process.ts', folder)
    for (let run = 0; run < runs; run++) {
      const scenario = scenarioOf(run, seed)
      const own = mkdtempSync(join(folder, 'run-'))
      const violations = await playScenario(scenario, {
        node: nodes[scenario.generation],
        folder: own,
        walletProgram
      })
      if (violations.length > 0) failures.push({ scenario, violations })
      removeFolder(own)
      progress(run + 1)
    }
    return { runs, failures }
  } finally {
    await Promise.all([nodes[1].stop(), nodes[2].stop()])
    removeFolder(folder)
  }
}

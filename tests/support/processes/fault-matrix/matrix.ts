import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleProgram } from '../bundle-program'
import { removeFolder } from '../../fixtures/temporary-folder'
import type { Finding } from './judge'
import { Lane } from './lane'
import { playMessage } from './message-run'
import { playPayment } from './payment-run'
import { describeScenario, scenarios, type Scenario } from './scenario'

export interface MatrixResult {
  readonly runs: number
  /** The runs with at least one finding, with the data to repeat them. */
  readonly failures: readonly { readonly scenario: string; readonly findings: readonly Finding[] }[]
}

/** Number of lanes. Most of a run is waiting for deadlines and other processes. */
const LANES = 4

/** Plays seeded scenarios of payments and messages in trouble. The same seed gives the same scenarios. */
export function runFaultMatrix(
  runs: number,
  seed: number,
  progress?: (done: number) => void
): Promise<MatrixResult> {
  return playAll(scenarios(runs, seed), progress)
}

/** Plays scenarios, the real wallet against real demo nodes, and compares the journal with the ledgers of all nodes. */
export async function playAll(
  queue: readonly Scenario[],
  progress?: (done: number) => void
): Promise<MatrixResult> {
  const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-faults-'))
  const waiting = [...queue]
  const failures: { run: number; scenario: string; findings: readonly Finding[] }[] = []
  let done = 0
  const work = async (lane: Lane, walletProgram: string): Promise<void> => {
    for (let scenario = waiting.shift(); scenario !== undefined; scenario = waiting.shift()) {
      const findings = await play(scenario, lane, walletProgram)
      const { run } = scenario
      if (findings.length > 0) failures.push({ run, scenario: describeScenario(scenario), findings })
      done += 1
      progress?.(done)
    }
  }
  const lanes: Lane[] = []
  try {
    const walletProgram = await bundleProgram(
      'tests/support/processes/fault-matrix/wallet-process.ts',
      folder
    )
    for (let lane = 0; lane < LANES; lane++) lanes.push(await Lane.open(folder))
    await Promise.all(lanes.map((lane) => work(lane, walletProgram)))
    failures.sort((a, b) => a.run - b.run)
    return { runs: done, failures: failures.map(({ scenario, findings }) => ({ scenario, findings })) }
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()))
    removeFolder(folder)
  }
}

async function play(scenario: Scenario, lane: Lane, walletProgram: string): Promise<readonly Finding[]> {
  const nodes = lane.nodes(scenario)
  try {
    return await lane.withProfile((userData) => {
      const context = { nodes, userData, walletProgram }
      return scenario.spends === 'message' ? playMessage(scenario, context) : playPayment(scenario, context)
    })
  } catch (error) {
    // A wallet that hangs is a finding like any other and does not affect the next runs.
    return [{ violation: 'stuck', detail: String(error) }]
  }
}

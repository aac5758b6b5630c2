import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { holds, resultOf, type BenchResult, type BenchRow, type BenchRun, type ElectronRuntime } from './row'
import { rows } from './rows'
import { table } from './table'

/** Runs the rows one after the other and prints them; resolves with the exit code. */
export async function runBench(
  argv: readonly string[],
  electron: ElectronRuntime,
  lndPrograms: BenchRun['lndPrograms']
): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, list: { type: 'boolean' } }
  })
  if (values.list === true) {
    for (const row of rows) console.log(`${row.id}  ${row.what}`)
    return 0
  }
  const unknown = (values.only ?? []).filter((id) => !rows.some((row) => row.id === id))
  if (unknown.length > 0) {
    console.error(`No such row: ${unknown.join(', ')}. There are: ${rows.map((row) => row.id).join(', ')}`)
    return 2
  }
  const chosen = rows.filter((row) => values.only === undefined || values.only.includes(row.id))
  const shared = folders()
  const ends: (() => Promise<void>)[] = []
  const run: BenchRun = {
    temporaryFolder: shared.make,
    atEnd: (stop) => void ends.unshift(stop),
    lndPrograms
  }
  const results: BenchResult[] = []
  try {
    for (const row of chosen) results.push(await runRow(row, electron, run))
  } finally {
    for (const stop of ends) await stop()
    shared.remove()
  }
  console.log(table(results, rows))
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 2) + '\n')
  return results.every(holds) ? 0 : 1
}

async function runRow(row: BenchRow, electron: ElectronRuntime, run: BenchRun): Promise<BenchResult> {
  const own = folders()
  console.error(`${row.id}: ${row.what}`)
  try {
    const progress = (text: string) => console.error(`  ${text}`)
    return resultOf(row, await row.run({ electron, run, progress, temporaryFolder: own.make }))
  } finally {
    own.remove()
  }
}

function folders() {
  const made: string[] = []
  return {
    make: (): string => {
      const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-bench-'))
      made.push(folder)
      return folder
    },
    remove: () => {
      for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

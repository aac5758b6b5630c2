import { join } from 'node:path'
import type { BenchContext } from '../row'
import { startElectron, type RunningElectron } from './running-electron'

const root = process.cwd()

/** The built wallet in a new profile. */
export function startWallet(
  context: BenchContext,
  env: Readonly<Record<string, string>> = {}
): Promise<RunningElectron> {
  return startApp(context, root, env)
}

/** The floor: one sandboxed window with one button. */
export function startEmptyWindow(context: BenchContext): Promise<RunningElectron> {
  return startApp(context, join(root, 'tests/bench/empty-window'), {})
}

function startApp(
  context: BenchContext,
  folder: string,
  env: Readonly<Record<string, string>>
): Promise<RunningElectron> {
  return startElectron(
    context.electron,
    { IMP_ELECTRON_APP: folder, IMP_WALLET_DATA_DIR: context.temporaryFolder(), ...env },
    [folder]
  )
}

import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { ElectronRuntime } from '../row'

/** The built wallet with its window, as Playwright drives it. */
export interface WalletWindow {
  readonly app: ElectronApplication
  readonly page: Page
  readonly pid: number
  close(): Promise<void>
}

/** Opens the wallet on a profile and waits until its connection is ready. */
export async function openWalletWindow(runtime: ElectronRuntime, profile: string): Promise<WalletWindow> {
  const root = process.cwd()
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, root],
    env: { ...definedOnly(process.env), ...runtime.env, IMP_WALLET_DATA_DIR: profile },
    chromiumSandbox: !runtime.args.includes('--no-sandbox')
  })
  const { pid } = app.process()
  if (pid === undefined) throw new Error('the wallet did not start')
  const page = await app.firstWindow()
  await page.getByRole('button', { name: /^Connected/u }).waitFor()
  return { app, page, pid, close: () => app.close() }
}

export const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )

import { once } from 'node:events'
import { resolve } from 'node:path'
import { _electron, errors, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { useDesktopOfWorker } from './desktops'
import { temporaryFolder } from '../fixtures/temporary-folder'

export { expect } from '@playwright/test'

useDesktopOfWorker()

export interface LaunchOptions {
  /** The profile folder. Using the same folder again is a restart. */
  dataDir: string
  /** Added to this process's environment; undefined removes a variable. */
  env?: Record<string, string | undefined>
  /** Arguments of the app, after its folder. */
  args?: readonly string[]
  /** The folder of an app that starts the wallet in a special way, relative to the project. Default: the project. */
  folder?: string
}

export interface LaunchedWallet {
  app: ElectronApplication
  /** The main window. */
  page: Page
  /** Quits the wallet as a person does. */
  close(): Promise<void>
  /** Ends the main process at once, without a chance to write anything (kill -9). */
  kill(): Promise<void>
}

export interface Fixtures {
  launchWallet(options: LaunchOptions): Promise<LaunchedWallet>
  /** An empty folder that is removed after the tests. */
  dataDir: string
}

/**
 * Playwright's `test` with a wallet to launch. Wallets that a test leaves running, also by failing, are ended after it.
 */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  dataDir: async ({}, use) => {
    // Removed with this process, not with the test, because processes of a killed wallet still write to it for a
    // moment.
    await use(temporaryFolder())
  },
  // Depends on dataDir, so that wallets end before their folder is removed.
  launchWallet: async ({ dataDir: _ }, use) => {
    const launched: LaunchedWallet[] = []
    await use(async (options) => {
      const wallet = await launchWallet(options)
      launched.push(wallet)
      return wallet
    })
    await Promise.all(launched.map((wallet) => wallet.kill()))
  }
})

/**
 * Timeout of one launch. Before the wallet's code runs, Playwright connects to the debugger of the program. Once in
 * many hundred starts on a busy machine this hangs. The launch is then repeated once, with a message. Milliseconds.
 */
const LAUNCH_TIMEOUT_MS = 20_000

/** Launches the built wallet on the Electron that tests/e2e/run.mjs found, and waits for its window. */
export async function launchWallet(options: LaunchOptions): Promise<LaunchedWallet> {
  const { dataDir, env, args = [], folder = '.' } = options
  const { executablePath, electronArgs } = runtime()
  const appFolder = resolve(folder)
  const launch = () =>
    _electron.launch({
      timeout: LAUNCH_TIMEOUT_MS,
      executablePath,
      // The last argument is the project's folder.
      args: [...electronArgs.slice(0, -1), appFolder, ...args],
      env: definedOnly({
        ...process.env,
        ...(process.env['IMP_ELECTRON_APP'] !== undefined && { IMP_ELECTRON_APP: appFolder }),
        IMP_WALLET_DATA_DIR: dataDir,
        ...env
      }),
      // By default Playwright turns the sandbox off. Only root has to run without it.
      chromiumSandbox: !electronArgs.includes('--no-sandbox')
    })
  const app = await launch().catch(async (error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error
    console.warn(`Once more: ${error.message.split('\n', 1)[0]}`)
    return await launch()
  })
  const child = app.process()
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
  return {
    app,
    page: await app.firstWindow(),
    close: () => app.close(),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    }
  }
}

function runtime(): { executablePath: string; electronArgs: string[] } {
  const executablePath = process.env['IMP_TEST_ELECTRON']
  const electronArgs: unknown = JSON.parse(process.env['IMP_TEST_ELECTRON_ARGS'] ?? 'null')
  if (executablePath === undefined || !isStrings(electronArgs)) {
    throw new Error('Run these tests with `npm run test:e2e`: it finds an Electron to run them on.')
  }
  return { executablePath, electronArgs }
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const definedOnly = (env: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )

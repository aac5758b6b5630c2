import { afterAll, afterEach, beforeAll } from 'vitest'
import { launchWallet, type LaunchedWallet } from '../support/drivers/app'
import { expectConnected, goTo, spend } from '../support/drivers/user-actions'
import { startNetwork, type TestNetwork } from './network'
import { stateOf } from './paired-wallet'
import { until } from './processes'

const KEYCHAIN = 'tests/support/drivers/keychain'
/** Timeout for a payment's outcome or a connection on a busy machine. Milliseconds. */
export const SOON = { timeout: 60_000 }

/** Wallets whose keychain outlives a restart. Wallets that a test leaves running are ended after it. */
class RunningWallets {
  #running: LaunchedWallet[] = []

  async start(dataDir: string, env: Record<string, string> = {}): Promise<LaunchedWallet> {
    const wallet = await launchWallet({ dataDir, folder: KEYCHAIN, env })
    this.#running.push(wallet)
    return wallet
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#running.map((wallet) => wallet.kill()))
    this.#running = []
  }
}

/** A network for the tests of one file, as `startNetwork` makes it, and wallets that are ended after each test. */
export function walletsOnNetwork(options?: { readonly third: boolean }): {
  readonly network: TestNetwork
  readonly wallets: RunningWallets
} {
  const wallets = new RunningWallets()
  let started: TestNetwork | undefined
  beforeAll(async () => {
    started = await startNetwork(options)
  }, 240_000)
  afterEach(() => wallets.killAll())
  afterAll(() => started?.stop(), 60_000)
  return {
    wallets,
    get network() {
      if (started === undefined) throw new Error('the network stands from the first test on')
      return started
    }
  }
}

export async function connected({ page }: LaunchedWallet): Promise<void> {
  await until('the connection', 60, async () =>
    (await stateOf(page)).connection.phase === 'ready' ? true : undefined
  )
  await expectConnected(page)
}

export const blockedBy = ({ page }: LaunchedWallet, code: string) =>
  until(`the failure ${code}`, 60, async () => {
    const { connection } = await stateOf(page)
    return 'failure' in connection && connection.failure.code === code ? connection : undefined
  })

export async function pay({ page }: LaunchedWallet, invoice: string, button: string): Promise<void> {
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice').fill(invoice)
  await spend(page.getByRole('button', { name: button }))
}

export const activityRow = ({ page }: LaunchedWallet, words: RegExp) =>
  page.getByRole('button', { name: words })

import { test as base, type LaunchedWallet } from './app'
import { startDemoProcess, type DemoProcess } from '../processes/demo-process'
import { expectConnected } from './user-actions'

export { expect } from './app'

interface Fixtures {
  /** A quiet demo node of the test's own. */
  node: DemoProcess
  /** A wallet in a new profile, connected to that node. */
  wallet: LaunchedWallet
}

/** A test that begins with an open wallet that is connected to a demo node. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  node: async ({}, use) => {
    const node = await startDemoProcess()
    await use(node)
    await node.stop()
  },
  wallet: async ({ launchWallet, dataDir, node }, use) => {
    const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
    await expectConnected(wallet.page)
    await use(wallet)
  }
})

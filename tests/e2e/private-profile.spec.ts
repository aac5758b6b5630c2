import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectConnected } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** Everything in a folder that other users of the computer may do anything with. */
function open(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => (statSync(path).mode & 0o077) !== 0)
}

test.skip(process.platform === 'win32', 'Windows has no modes')

test('A profile that others could read is closed at the start, with all that is in it', async ({
  launchWallet,
  dataDir,
  node
}) => {
  mkdirSync(join(dataDir, 'nodes'))
  writeFileSync(join(dataDir, 'kept.txt'), 'from a backup')
  chmodSync(join(dataDir, 'kept.txt'), 0o644)
  chmodSync(join(dataDir, 'nodes'), 0o755)
  chmodSync(dataDir, 0o755)
  const { page } = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(page)
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  await expect.poll(() => open(dataDir)).toEqual([])
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expectConnected, payRequests } from '../support/person'
import { expect, test } from '../support/wallet-test'

/** Starts the wallet once more on the same profile, as the desktop does for a link; resolves with its exit code. */
async function startAgain(dataDir: string, args: readonly string[]): Promise<unknown> {
  const executable = process.env['IMP_TEST_ELECTRON'] ?? ''
  const own = JSON.parse(process.env['IMP_TEST_ELECTRON_ARGS'] ?? '[]') as string[]
  const child = spawn(executable, [...own, ...args], {
    env: { ...process.env, IMP_WALLET_DATA_DIR: dataDir },
    stdio: 'ignore'
  })
  const [code] = (await once(child, 'exit')) as [unknown]
  return code
}

test('a link opens the payment to look at, in a wallet that was not running', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const { invoice } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Stamps'
  })
  const env = { IMP_WALLET_NODE: node.grpc }
  const { page } = await launchWallet({
    dataDir,
    env,
    args: ['--hidden', `LIGHTNING:${invoice.toUpperCase()}`]
  })
  await expectConnected(page)
  await expect(page.getByText('Stamps')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pay 700 sats' })).toBeVisible()
  expect(await payRequests(node)).toBe(0)
})

test('a link goes to the wallet that runs, and brings its window to the front', async ({
  wallet,
  dataDir,
  node
}) => {
  const { invoice } = await node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '800', memo: 'Paper' })
  await wallet.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  expect(await startAgain(dataDir, [`bitcoin:bcrt1qexample?amount=1&lightning=${invoice}`])).toBe(0)
  await expect(wallet.page.getByRole('button', { name: 'Pay 800 sats' })).toBeVisible()
  expect(
    await wallet.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  ).toBe(true)
  expect(await payRequests(node)).toBe(0)
})

test('a link with garbage says so', async ({ wallet, dataDir }) => {
  await startAgain(dataDir, ['lightning:lnbcrt1garbage'])
  const field = wallet.page.getByLabel('Invoice')
  await expect(field).toHaveValue('lightning:lnbcrt1garbage')
  await expect(field).toHaveAccessibleDescription(/no invoice contains/u)
})

test('a hidden start keeps the window hidden until the wallet is started again', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const { app } = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc }, args: ['--hidden'] })
  const visible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading())
    )
    .toBe(false)
  expect(await visible()).toBe(false)
  await startAgain(dataDir, [])
  await expect.poll(visible).toBe(true)
})

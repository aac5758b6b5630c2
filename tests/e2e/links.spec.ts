import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startDesktop } from '../support/drivers/desktop-session'
import { hideWindow, windowState } from '../support/drivers/native-window'
import { expectConnected, payRequests } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** Starts the wallet again on the same profile, like the desktop does for a link; resolves with its exit code. */
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

test('A link starts the wallet and opens the pay card', async ({ dataDir, launchWallet, node }) => {
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

test('A link is passed to the running wallet and brings its window to the front', async ({
  wallet,
  dataDir,
  node
}) => {
  const { invoice } = await node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '800', memo: 'Paper' })
  await hideWindow(wallet)
  expect(await startAgain(dataDir, [`bitcoin:bcrt1qexample?amount=1&lightning=${invoice}`])).toBe(0)
  await expect(wallet.page.getByRole('button', { name: 'Pay 800 sats' })).toBeVisible()
  expect(await windowState(wallet)).toBe('shown')
  expect(await payRequests(node)).toBe(0)
})

test('A link that macOS delivers as an event opens the pay card too', async ({ wallet, node }) => {
  const { invoice } = await node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '900', memo: 'Ink' })
  const prevented = await wallet.app.evaluate(
    ({ app }, url) =>
      new Promise<boolean>((resolve) => {
        app.emit('open-url', { preventDefault: () => resolve(true) }, url)
      }),
    `lightning:${invoice}`
  )
  expect(prevented).toBe(true)
  await expect(wallet.page.getByRole('button', { name: 'Pay 900 sats' })).toBeVisible()
  expect(await payRequests(node)).toBe(0)
})

test('A link with an invalid invoice shows an error', async ({ wallet, dataDir, node }) => {
  const { page } = wallet
  for (const [link, words] of [
    ['lightning:lnbcrt1garbage', /no invoice has/u],
    ['bitcoin:bcrt1qexample?amount=1', /This is an on-chain address/u],
    [`lightning:lnbcrt${'q'.repeat(20_000)}`, /This is longer than any invoice/u]
  ] as const) {
    await startAgain(dataDir, [link])
    await expect(page.getByLabel('Invoice')).toHaveValue(link.slice(0, 8000))
    await expect(page.getByText(words).first()).toBeVisible()
  }
  await expect(page.getByRole('button', { name: /^Pay /u })).toHaveCount(0)
  expect(await payRequests(node)).toBe(0)
})

test('Links of other schemes, also beside a payment link, are ignored', async ({ wallet, dataDir, node }) => {
  const { app, page } = wallet
  const home = page.url()
  const opened = await app.evaluateHandle(({ shell }) => {
    const urls: string[] = []
    shell.openExternal = (url) => Promise.resolve(void urls.push(url))
    return urls
  })
  await hideWindow(wallet)
  await startAgain(dataDir, [
    'javascript:alert(1)',
    'https://example.com/?lightning=lnbc1',
    'file:///etc/hostname',
    'app://wallet/index.html?lightning:lnbc1',
    '--load-extension=/tmp',
    'imp:settings'
  ])
  // The wallet came to the front, as always when it is started again, and its content is unchanged.
  await expect.poll(() => windowState(wallet)).toBe('shown')
  expect(page.url()).toBe(home)
  expect(await opened.evaluate((urls) => urls)).toEqual([])
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  expect(await payRequests(node)).toBe(0)
})

test('A hidden start stays in the tray until the wallet is started again', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const desktop = await startDesktop()
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc }, args: ['--hidden'] })
  // By now the wallet has detected the tray, and its page is loaded.
  await expect.poll(async () => (await desktop.tray.look())?.tooltip).toBe('IMP Wallet: connected')
  await expect
    .poll(() =>
      wallet.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading())
    )
    .toBe(false)
  expect(await windowState(wallet)).toBe('hidden')
  await startAgain(dataDir, [])
  await expect.poll(() => windowState(wallet)).toBe('shown')
  desktop.stop()
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchedWallet } from '../support/drivers/app'
import { ANSWERING, lastWords, messageBox, messageBoxes, press } from '../support/drivers/scripted-dialogs'
import { executions, expectConnected, payRequests, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/**
 * Ends the page's process like the system does when memory runs out. Resolves when main got the event, because the
 * dying process itself never answers.
 */
const killPage = ({ app }: LaunchedWallet) =>
  app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('render-process-gone', () => setImmediate(resolve))
        contents?.forcefullyCrashRenderer()
      })
  )

/**
 * The text of the page, read by main, because Playwright drops a crashed page. Empty if there is no page. A page that
 * dies during the request never answers, so each try ends after a second.
 */
const pageText = ({ app }: LaunchedWallet) =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
    return Promise.race([
      contents.executeJavaScript('document.body.innerText').then(String),
      new Promise<string>((resolve) => setTimeout(resolve, 1_000, ''))
    ])
  })

test('A crashed page is reloaded once, automatically, and nothing is lost', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const wallet = await launchWallet({ dataDir, folder: ANSWERING, env: { IMP_WALLET_NODE: node.grpc } })
  const { page } = wallet
  await expectConnected(page)
  const { invoice, payment_hash } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Stickers'
  })
  await node.call('HoldPayments', {})
  await page.getByRole('link', { name: 'Pay', exact: true }).click()
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect.poll(() => payRequests(node)).toBe(1)

  await killPage(wallet)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('While you were away') })
  await expect.poll(() => pageText(wallet)).toContain('While you were away')
  await node.call('ReleasePayments', {})
  const details = () =>
    wallet.app.evaluate(
      ({ BrowserWindow }, hash) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `imp.pay.get({ paymentHash: '${hash}' }).then((answer) => answer.value.payment.state)`
        ),
      payment_hash
    )
  await expect.poll(details).toBe('succeeded')
  expect(await executions(node, payment_hash)).toBe(1)
  expect(await messageBoxes(wallet)).toEqual([])

  await killPage(wallet)
  const { buttons } = await messageBox(wallet, 'The window crashed again')
  expect(buttons).toEqual(['Load again', 'Quit'])
  await press(wallet, 'Load again')
  await expect.poll(() => pageText(wallet)).toContain('While you were away')
})

test('An exception in main is reported without secrets, shown, and ends the wallet with its data intact', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const wallet = await launchWallet({ dataDir, folder: ANSWERING, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Shown before') })
  await expect(wallet.page.getByText('Shown before').first()).toBeVisible()

  const ended = new Promise<number | null>((resolve) => wallet.app.process().once('exit', resolve))
  await wallet.app.evaluate(() => {
    setImmediate(() => {
      throw new Error(`broke at lnbcrt700n1${'q'.repeat(50)} of "Shown before"`)
    })
  })
  expect(await ended).toBe(70)
  expect(lastWords(dataDir)).toMatch(/^IMP Wallet has to stop\n.*Everything that was shown is saved/u)
  const log = readFileSync(join(dataDir, 'logs', 'wallet.log'), 'utf8')
  expect(log).toContain('uncaught-exception')
  expect(log).not.toMatch(/lnbcrt|Shown before/u)

  const again = await launchWallet({ dataDir })
  await expect(again.page.getByText('Shown before').first()).toBeVisible()
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../src/shared/domain/settings'
import type { DemoProcess } from '../support/processes/demo-process'
import { startDesktop, type DesktopSession } from '../support/drivers/desktop-session'
import {
  closeWindow,
  hideWindow,
  showWindow,
  windowFocused,
  windowState
} from '../support/drivers/native-window'
import { createInvoice, executions, expectConnected, goTo, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'
import { countUnread, setSender } from './wallet-calls'

let desktop: DesktopSession
test.beforeEach(async () => {
  desktop = await startDesktop()
})
test.afterEach(() => desktop.stop())

const shown = () => desktop.notifications.shown.map(({ title, body }) => [title, body])

function clickOn(title: string): void {
  const found = desktop.notifications.shown.find((one) => one.title === title)
  if (found === undefined) throw new Error(`no notification says "${title}"`)
  desktop.notifications.click(found)
}

const write = (node: DemoProcess, text: string, from = 'Mira') =>
  node.call('SendMessage', { from, data: Buffer.from(text) })

const choose = (dataDir: string, settings: Partial<Settings>) =>
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))

for (const [privacy, title, body] of [
  ['fact', 'New message', ''],
  ['sender', 'Mira & <Co>', 'New message'],
  ['text', 'Mira & <Co>', 'Tea &lt;b&gt; &amp; biscuits']
] as const)
  test(`A message notifies with no more than the privacy level “${privacy}” allows`, async ({
    dataDir,
    launchWallet,
    node
  }) => {
    choose(dataDir, { notificationPrivacy: privacy })
    const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
    await expectConnected(wallet.page)
    await setSender(wallet, node, 'Mira', { petname: 'Mira & <Co>' })
    await hideWindow(wallet)
    await write(node, 'Tea <b> & biscuits')
    await expect.poll(shown).toEqual([[title, body]])
  })

test('Nothing notifies while notifications are off, nor later of what arrived meanwhile', async ({
  dataDir,
  launchWallet,
  node
}) => {
  choose(dataDir, { notificationPrivacy: 'off' })
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
  await goTo(wallet.page, 'Activity')
  await hideWindow(wallet)
  await write(node, 'Unheard')
  await expect.poll(() => countUnread(wallet)).toBe(1)
  await wallet.page.evaluate(() => window.imp.settings.change({ notificationPrivacy: 'text' }))
  await write(node, 'Heard')
  await expect.poll(shown).toEqual([['New message', 'Heard']])
})

test('An invoice that arrives while the window is in the tray notifies, opens on click and is paid', async ({
  dataDir,
  launchWallet,
  node
}) => {
  choose(dataDir, { notificationPrivacy: 'text', closeToTray: 'on' })
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  const { page } = wallet
  await expectConnected(page)
  await goTo(page, 'Settings')
  await expect.poll(async () => (await desktop.tray.look())?.tooltip).toBe('IMP Wallet: connected')
  await closeWindow(wallet)
  await expect.poll(() => windowState(wallet)).toBe('hidden')

  const { invoice, payment_hash } = await node.call('CreatePeerInvoice', {
    from: 'Ostkurier',
    amount_sat: '2500',
    memo: 'Courier'
  })
  await write(node, `The courier wants paying. ${invoice}`)
  await expect.poll(() => shown().map(([title]) => title)).toEqual(['Someone asks for 2,500 sats'])
  // Electron has no buttons on Linux.
  expect(desktop.notifications.last?.actions.join()).not.toContain('Pay')
  expect(await executions(node, payment_hash)).toBe(0)

  clickOn('Someone asks for 2,500 sats')
  await expect.poll(() => windowState(wallet)).toBe('shown')
  await expect(page.getByRole('log').getByText('The courier wants paying.')).toBeVisible()
  await spend(page.getByRole('button', { name: 'Pay 2,500 sats' }))
  await expect.poll(() => executions(node, payment_hash)).toBe(1)
  await expect(page.getByRole('article', { name: /2,500 sats/u }).getByText(/\bPaid\b/u)).toBeVisible()
})

test('A burst becomes one summary, without muted senders and those below their minimum', async ({
  wallet,
  node
}) => {
  await setSender(wallet, node, 'Jonas', { muted: true })
  await setSender(wallet, node, 'Ostkurier', { minSats: 100n })
  await goTo(wallet.page, 'Activity')
  await hideWindow(wallet)
  await write(node, 'Muted', 'Jonas')
  await write(node, 'Too cheap', 'Ostkurier')
  await expect.poll(() => countUnread(wallet)).toBe(2)
  await write(node, 'First')
  await expect.poll(shown).toEqual([['New message', '']])
  for (const [text, from] of [
    ['Second', 'Mira'],
    ['Muted too', 'Jonas'],
    ['Third', 'Mira'],
    ['Fourth', 'Mira']
  ] as const)
    await write(node, text, from)
  await node.call('SendMessage', { from: 'Ostkurier', data: Buffer.from('Dear enough'), amount_sat: '100' })
  await expect.poll(shown).toEqual([
    ['New message', ''],
    ['4 new messages', '']
  ])
  clickOn('4 new messages')
  await expect.poll(() => windowState(wallet)).toBe('shown')
  await expect(wallet.page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
})

test('A paid invoice and a payment that ends in the background notify, and a click shows each', async ({
  wallet,
  node
}) => {
  const { page } = wallet
  const own = await createInvoice(page, '1200', 'Two zines')
  const { invoice } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Stickers'
  })
  await node.call('HoldPayments', {})
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect(page.getByText(/^Sending/u).first()).toBeVisible()
  await goTo(page, 'Inbox')
  await hideWindow(wallet)

  await node.call('ReleasePayments', { outcome: 'settle' })
  await expect.poll(shown).toEqual([['Payment sent', '']])
  clickOn('Payment sent')
  await expect.poll(() => windowState(wallet)).toBe('shown')
  await expect(page.getByText('Paid, proof verified')).toBeVisible()

  await hideWindow(wallet)
  await node.call('PayInvoice', { invoice: own, from: 'Mira' })
  await expect.poll(() => desktop.notifications.last?.title, { timeout: 20_000 }).toBe('Invoice paid')
  clickOn('Invoice paid')
  await expect(page.getByRole('region', { name: 'Invoice for 1,200 sats' }).getByText('Paid')).toBeVisible()
})

test('A message that is lost in the background notifies, and a click shows it', async ({
  dataDir,
  launchWallet,
  node
}) => {
  choose(dataDir, { notificationPrivacy: 'text' })
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  const { page } = wallet
  await expectConnected(page)
  await showWindow(wallet)
  await expect.poll(() => windowFocused(wallet)).toBe(true)
  await setSender(wallet, node, 'Mira', { petname: 'Mira' })
  await write(node, 'Which day suits you?')
  await page.getByRole('textbox', { name: 'Message to Mira' }).fill('Thursday')
  await node.call('SetFault', { method: 'SendMessage', point: 'after', times: 1, drop: {} })
  await hideWindow(wallet)
  await page.getByRole('textbox', { name: 'Message to Mira' }).press('Enter')
  await expect.poll(shown).toEqual([['Message outcome unknown', 'To Mira: Thursday']])

  await goTo(page, 'Activity')
  clickOn('Message outcome unknown')
  await expect.poll(() => windowState(wallet)).toBe('shown')
  const row = page.getByRole('log').getByRole('article').filter({ hasText: 'Thursday' })
  await expect(row).toContainText('Outcome unknown')
})

test('Notifications of one node are closed when another node is activated', async ({ wallet, node }) => {
  await goTo(wallet.page, 'Activity')
  await hideWindow(wallet)
  await write(node, 'Through the first node')
  await expect.poll(shown).toEqual([['New message', '']])
  await wallet.page.evaluate(() => window.imp.connection.leave())
  await expect.poll(() => desktop.notifications.last?.closed).toBe(true)
})

test('Nothing notifies while the window has the focus or while muted; coming back closes the notifications', async ({
  dataDir,
  launchWallet,
  node
}) => {
  choose(dataDir, { notificationPrivacy: 'text' })
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
  await goTo(wallet.page, 'Activity')
  await showWindow(wallet)
  await expect.poll(() => windowFocused(wallet)).toBe(true)
  await write(node, 'In sight')
  await expect.poll(() => countUnread(wallet)).toBe(1)

  await hideWindow(wallet)
  await desktop.tray.choose('Mute for an hour')
  const muteLabel = async () => (await desktop.tray.look())?.labels[4] ?? ''
  await expect.poll(muteLabel).toMatch(/^Unmute \(muted until/u)
  await write(node, 'In the hour of silence')
  await expect.poll(() => countUnread(wallet)).toBe(2)
  await desktop.tray.choose(await muteLabel())
  await expect.poll(muteLabel).toBe('Mute for an hour')

  await write(node, 'Heard')
  await expect.poll(shown).toEqual([['New message', 'Heard']])
  await showWindow(wallet)
  await expect.poll(() => desktop.notifications.last?.closed).toBe(true)
})

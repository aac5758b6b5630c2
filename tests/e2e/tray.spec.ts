import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDesktop, type DesktopSession } from '../support/desktop-session'
import type { LaunchedWallet } from '../support/app'
import { expectConnected } from '../support/person'
import { expect, test } from '../support/wallet-test'

let desktop: DesktopSession | undefined
test.afterEach(() => {
  desktop?.stop()
  desktop = undefined
})

async function withTray(): Promise<DesktopSession['tray']> {
  desktop = await startDesktop()
  return desktop.tray
}

function choose(dataDir: string, settings: object): void {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))
}

const window = ({ app }: LaunchedWallet) =>
  app.evaluate(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows()
    if (only === undefined) return 'closed'
    return only.isMinimized() ? 'minimised' : only.isVisible() ? 'shown' : 'hidden'
  })

const closeWindow = ({ app }: LaunchedWallet) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test('the tray shows the connection and what is unread, each with an icon of its own', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const tray = await withTray()
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
  const tooltip = async () => (await tray.look())?.tooltip
  await expect.poll(tooltip).toBe('IMP Wallet: connected')
  const connected = await tray.look()
  expect(connected?.labels).toEqual([
    'Open IMP Wallet',
    '-',
    'New invoice',
    'Pay invoice from clipboard',
    'Mute for an hour',
    '-',
    `Connected to ${node.grpc}`,
    '-',
    'Quit'
  ])

  // Elsewhere than in the inbox, where a message in a focused window is read at once.
  await wallet.page.getByRole('link', { name: 'Activity' }).click()
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Are you there?') })
  await expect.poll(tooltip).toBe('IMP Wallet: 1 unread message')
  const unread = await tray.look()

  await node.call('Kill', {})
  await expect.poll(tooltip).toMatch(/^IMP Wallet: reconnecting, next try at \d\d:\d\d:\d\d$/u)
  const reconnecting = await tray.look()
  expect(new Set([connected?.icon, unread?.icon, reconnecting?.icon]).size).toBe(3)
})

test('the tray brings the window back, makes an invoice, shows what is on the clipboard and mutes', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const tray = await withTray()
  choose(dataDir, { closeToTray: 'on' })
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
  await expect.poll(async () => (await tray.look())?.tooltip).toBe('IMP Wallet: connected')

  await closeWindow(wallet)
  await expect.poll(() => window(wallet)).toBe('hidden')
  await tray.activate()
  await expect.poll(() => window(wallet)).toBe('shown')

  await closeWindow(wallet)
  await tray.choose('New invoice')
  await expect.poll(() => window(wallet)).toBe('shown')
  await expect(wallet.page.getByRole('button', { name: 'Create invoice' })).toBeVisible()

  const { invoice } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Stamps'
  })
  await wallet.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), invoice)
  await tray.choose('Pay invoice from clipboard')
  await expect(wallet.page.getByRole('button', { name: 'Pay 700 sats' })).toBeVisible()

  await tray.choose('Mute for an hour')
  const muted = async () => (await tray.look())?.labels[4] ?? ''
  await expect.poll(muted).toMatch(/^Muted until \d\d:\d\d – unmute$/u)
  await tray.choose(await muted())
  await expect.poll(muted).toBe('Mute for an hour')

  const ended = new Promise<void>((resolve) => wallet.app.once('close', () => resolve()))
  await tray.choose('Quit')
  await ended
})

test('without a tray the window never disappears from a wallet that runs on', async ({
  dataDir,
  launchWallet,
  node
}) => {
  choose(dataDir, { closeToTray: 'on' })
  const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
  await closeWindow(wallet)
  expect(await window(wallet)).not.toBe('hidden')
})

test('closing the window quits where nothing else was chosen', async ({ wallet }) => {
  const ended = new Promise<void>((resolve) => wallet.app.once('close', () => resolve()))
  void closeWindow(wallet)
  await ended
})

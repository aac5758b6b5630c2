import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchOptions } from '../support/drivers/app'
import type { DemoProcess } from '../support/processes/demo-process'
import { startDesktop } from '../support/drivers/desktop-session'
import { closeWindow, hideWindow, showWindow, windowState } from '../support/drivers/native-window'
import {
  amountIn,
  createInvoice,
  executions,
  expectConnected,
  goTo,
  spend
} from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** States in which a person can find the window: on the screen or in a task bar. */
const REACHABLE = /^(?:shown|minimised)$/u

const connected = (dataDir: string, node: DemoProcess): LaunchOptions => ({
  dataDir,
  env: { IMP_WALLET_NODE: node.grpc }
})

test('The wallet works without a session bus', async ({ launchWallet, dataDir, node }) => {
  const wallet = await launchWallet({
    dataDir,
    env: { IMP_WALLET_NODE: node.grpc, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
  })
  const { page } = wallet
  await expectConnected(page)
  await goTo(page, 'Activity')
  await hideWindow(wallet)
  const { invoice, payment_hash } = await node.call('CreatePeerInvoice', {
    from: 'Ostkurier',
    amount_sat: '2500',
    memo: 'Courier'
  })
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from(`Please pay ${invoice}`) })
  await expect
    .poll(() => page.evaluate(() => window.imp.app.snapshot()))
    .toMatchObject({ value: { unread: 1, about: { tray: false } } })
  await showWindow(wallet)

  await goTo(page, 'Inbox')
  await page.getByText('Please pay').first().click()
  await spend(page.getByRole('button', { name: 'Pay 2,500 sats' }))
  await expect.poll(() => executions(node, payment_hash)).toBe(1)
  const own = await createInvoice(page, '1200', 'Two zines')
  await node.call('PayInvoice', { invoice: own })
  await goTo(page, 'Activity')
  await expect(amountIn(page, 'Two zines')).toContainText('+1,200')
  await wallet.close()
})

test('Without a tray, closing the window or starting hidden never leaves an invisible wallet', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const close = (setting: string) =>
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ closeToTray: setting }))

  close('on')
  const staying = await launchWallet({ ...connected(dataDir, node), args: ['--hidden'] })
  await expect.poll(() => windowState(staying)).toMatch(REACHABLE)
  await expectConnected(staying.page)
  await closeWindow(staying)
  await expect.poll(() => windowState(staying)).toMatch(REACHABLE)
  await hideWindow(staying)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Still there') })
  // There is a session bus here, but no program on it that shows notifications.
  const log = () => readFileSync(join(dataDir, 'logs', 'wallet.log'), 'utf8')
  await expect.poll(log).toContain('notification-failed')
  await showWindow(staying)
  await expect(staying.page.getByText('Still there').first()).toBeVisible()
  await staying.close()

  for (const setting of ['auto', 'off']) {
    close(setting)
    const leaving = await launchWallet(connected(dataDir, node))
    await expectConnected(leaving.page)
    await closeWindow(leaving)
    await expect.poll(() => windowState(leaving)).toBe('ended')
  }
})

test('If the tray disappears, at once or later, the hidden window comes back', async ({
  launchWallet,
  dataDir,
  node
}) => {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ closeToTray: 'on' }))
  let desktop = await startDesktop()
  try {
    const wallet = await launchWallet({ ...connected(dataDir, node), args: ['--hidden'] })
    const tooltip = async () => (await desktop.tray.look())?.tooltip
    const knowsTray = (tray: boolean) =>
      expect
        .poll(() => wallet.page.evaluate(() => window.imp.app.snapshot()))
        .toMatchObject({ value: { about: { tray } } })
    await expect.poll(tooltip).toBe('IMP Wallet: connected')
    await knowsTray(true)
    expect(await windowState(wallet)).toBe('hidden')

    desktop.stop()
    await expect.poll(() => windowState(wallet)).toMatch(REACHABLE)
    await knowsTray(false)

    desktop = await startDesktop()
    await expect.poll(tooltip).toBe('IMP Wallet: connected')
    await knowsTray(true)
    await closeWindow(wallet)
    expect(await windowState(wallet)).toBe('hidden')
    await desktop.tray.activate()
    await expect.poll(() => windowState(wallet)).toMatch(REACHABLE)

    desktop.stop()
    await closeWindow(wallet)
    await expect.poll(() => windowState(wallet)).toMatch(REACHABLE)
  } finally {
    desktop.stop()
  }
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchedWallet } from '../support/app'
import type { DemoProcess } from '../support/demo-process'
import { startDesktop, type DesktopSession } from '../support/desktop-session'
import { createInvoice, expectConnected, goTo } from '../support/person'
import { expect, test } from '../support/wallet-test'

const hide = ({ app }: LaunchedWallet) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
const isVisible = ({ app }: LaunchedWallet) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
const write = (node: DemoProcess, text: string) =>
  node.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })

test.describe('with a notification daemon', () => {
  let desktop: DesktopSession
  test.beforeEach(async () => {
    desktop = await startDesktop()
  })
  test.afterEach(() => desktop.stop())

  const shown = () => desktop.notifications.shown.map(({ title, body }) => [title, body])

  for (const [privacy, title, body] of [
    ['fact', 'New message', ''],
    // Nobody gave Mira a name yet, and a bare key is told to nobody.
    ['sender', 'New message', ''],
    ['text', 'New message', 'Tea &lt;b&gt; &amp; biscuits']
  ] as const)
    test(`a message notifies as the privacy level “${privacy}” allows`, async ({
      dataDir,
      launchWallet,
      node
    }) => {
      writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ notificationPrivacy: privacy }))
      const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
      await expectConnected(wallet.page)
      await hide(wallet)
      await write(node, 'Tea <b> & biscuits')
      await expect.poll(shown).toEqual([[title, body]])
    })

  test('nothing notifies while notifications are off, nor later of what came meanwhile', async ({
    dataDir,
    launchWallet,
    node
  }) => {
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ notificationPrivacy: 'off' }))
    const wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
    await expectConnected(wallet.page)
    await hide(wallet)
    await write(node, 'Unheard')
    await expect
      .poll(() => wallet.page.evaluate(() => window.imp.app.snapshot()))
      .toMatchObject({ value: { unread: 1 } })
    await wallet.page.evaluate(() => window.imp.settings.change({ notificationPrivacy: 'text' }))
    await write(node, 'Heard')
    await expect.poll(shown).toEqual([['New message', 'Heard']])
  })

  test('a click brings the hidden window to the message', async ({ wallet, node }) => {
    await goTo(wallet.page, 'Settings')
    await hide(wallet)
    await write(node, 'Can you look at this?')
    await expect.poll(shown).toHaveLength(1)
    const [notification] = desktop.notifications.shown
    if (notification === undefined) throw new Error('no notification')
    desktop.notifications.click(notification)
    await expect.poll(() => isVisible(wallet)).toBe(true)
    await expect(wallet.page.getByRole('log').getByText('Can you look at this?')).toBeVisible()
  })

  test('a burst becomes one sum', async ({ wallet, node }) => {
    await hide(wallet)
    await write(node, 'First')
    await expect.poll(shown).toEqual([['New message', '']])
    for (const text of ['Second', 'Third', 'Fourth']) await write(node, text)
    await expect.poll(shown).toEqual([
      ['New message', ''],
      ['3 new messages', '']
    ])
  })

  test('a paid invoice notifies, and the click shows it', async ({ wallet, node }) => {
    const invoice = await createInvoice(wallet.page, '1200', 'Two zines')
    await goTo(wallet.page, 'Inbox')
    await hide(wallet)
    await node.call('PayInvoice', { invoice, from: 'Mira' })
    await expect.poll(shown, { timeout: 30_000 }).toEqual([['Invoice paid', '']])
    const [notification] = desktop.notifications.shown
    if (notification === undefined) throw new Error('no notification')
    desktop.notifications.click(notification)
    await expect(wallet.page.getByText('Two zines').first()).toBeVisible()
  })

  test('coming to the window takes back what it told', async ({ wallet, node }) => {
    await hide(wallet)
    await write(node, 'Hello')
    await expect.poll(shown).toHaveLength(1)
    await wallet.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'))
    await expect.poll(() => desktop.notifications.last?.closed).toBe(true)
  })
})

test('without a daemon everything else goes on', async ({ wallet, node }) => {
  await hide(wallet)
  await write(node, 'Nobody tells you')
  await expect
    .poll(() => wallet.page.evaluate(() => window.imp.app.snapshot()))
    .toMatchObject({ value: { unread: 1 } })
  await wallet.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show())
  await goTo(wallet.page, 'Inbox')
  await expect(wallet.page.getByText('Nobody tells you').first()).toBeVisible()
})

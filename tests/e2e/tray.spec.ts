import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchedWallet } from '../support/drivers/app'
import { startDemoProcess } from '../support/processes/demo-process'
import { iconOf } from '../support/drivers/desktop/tray'
import { startDesktop, type DesktopSession } from '../support/drivers/desktop-session'
import { closeWindow, walletEnd, windowState } from '../support/drivers/native-window'
import { expectConnected, goTo, enterAddress } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

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

/** The icon for a state, at the size of a high-resolution screen. */
async function drawn({ app }: LaunchedWallet, name: string): Promise<string> {
  const pixels = await app.evaluate(({ app, nativeImage }, file) => {
    const image = nativeImage.createFromPath(`${app.getAppPath()}/resources/tray/linux/${file}.png`)
    return [...image.toBitmap({ scaleFactor: 2 })]
  }, name)
  return iconOf(Uint8Array.from(pixels), 3)
}

test('The tray shows the connection and the unread messages, each with its own icon', async ({
  dataDir,
  launchWallet
}) => {
  const tray = await withTray()
  const apiKey = 'the-key-of-this-node'
  const node = await startDemoProcess(['--generation', '2', '--api-key', apiKey])
  try {
    const wallet = await launchWallet({ dataDir })
    const { page } = wallet
    const look = async () => {
      const { icon, tooltip } = (await tray.look()) ?? {}
      return { icon, tooltip }
    }
    const icons = {
      connected: await drawn(wallet, 'connected'),
      unread: await drawn(wallet, 'unread'),
      reconnecting: await drawn(wallet, 'reconnecting'),
      attention: await drawn(wallet, 'attention')
    }
    expect(new Set(Object.values(icons)).size).toBe(4)
    await expect.poll(look).toEqual({ icon: icons.reconnecting, tooltip: 'IMP Wallet: no node yet' })

    await enterAddress(page)
    await page.getByLabel('Node address').fill(node.grpc)
    await page.getByLabel('API key').fill(apiKey)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect.poll(look).toEqual({ icon: icons.connected, tooltip: 'IMP Wallet: connected' })
    expect((await tray.look())?.labels).toEqual([
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

    const badges = await wallet.app.evaluateHandle(({ app }) => {
      const counts: number[] = []
      app.setBadgeCount = (count) => counts.push(count ?? 0) > 0
      return counts
    })
    // Not in the inbox, where a message is read at once while the window has the focus.
    await goTo(page, 'Activity')
    await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Are you there?') })
    await expect.poll(look).toEqual({ icon: icons.unread, tooltip: 'IMP Wallet: 1 unread message' })

    await goTo(page, 'Inbox')
    await page.getByText('Are you there?').first().click()
    await expect.poll(look).toEqual({ icon: icons.connected, tooltip: 'IMP Wallet: connected' })
    expect(await badges.evaluate((counts) => counts)).toEqual([1, 0])

    await node.call('Kill', {})
    const next = /^IMP Wallet: reconnecting, next try at \d\d:\d\d:\d\d$/u
    await expect.poll(look).toEqual({ icon: icons.reconnecting, tooltip: expect.stringMatching(next) })

    await node.call('RevokeApiKey', { key: apiKey })
    await node.call('Restart', {})
    await expect.poll(async () => (await look()).icon, { timeout: 20_000 }).toBe(icons.attention)
    expect((await tray.menu())[6]).toMatchObject({ label: expect.stringMatching(/key/u), enabled: false })

    // A blocked connection is not retried automatically, except when the computer wakes up.
    await node.call('AddApiKey', { key: apiKey })
    await wallet.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
    await expect.poll(look).toEqual({ icon: icons.connected, tooltip: 'IMP Wallet: connected' })
  } finally {
    await node.stop()
  }
})

test('The tray shows the window, creates an invoice, opens the clipboard and mutes', async ({
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
  await expect.poll(() => windowState(wallet)).toBe('hidden')
  await tray.activate()
  await expect.poll(() => windowState(wallet)).toBe('shown')

  await closeWindow(wallet)
  await tray.choose('New invoice')
  await expect.poll(() => windowState(wallet)).toBe('shown')
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
  await expect.poll(muted).toMatch(/^Unmute \(muted until \d\d:\d\d\)$/u)
  await tray.choose(await muted())
  await expect.poll(muted).toBe('Mute for an hour')

  const ended = walletEnd(wallet)
  await tray.choose('Quit')
  await ended
})

test('Closing the window quits by default', async ({ wallet }) => {
  const ended = walletEnd(wallet)
  await closeWindow(wallet)
  await ended
})

import type { LaunchedWallet } from '../support/drivers/app'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import { goTo, payRequests, spend } from '../support/drivers/user-actions'
import { expect, test as base } from '../support/drivers/wallet-test'
import { activeNode } from './wallet-calls'

/** `other`: a second demo node. */
const test = base.extend<{ other: DemoProcess }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  other: async ({}, use) => {
    const node = await startDemoProcess()
    await use(node)
    await node.stop()
  }
})

/** Activates another node, while the page gets no events and so shows the node before. */
async function activateUnseen({ app, page }: LaunchedWallet, other: DemoProcess): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) throw new Error('no window')
    const send = contents.send.bind(contents)
    contents.send = (channel, ...args) => {
      if (!channel.startsWith('imp-event:')) send(channel, ...args)
    }
  })
  const before = await activeNode(page)
  const connected = await page.evaluate(
    (address) => window.imp.connection.connect({ address, security: { kind: 'plaintext' } }),
    other.grpc
  )
  expect(connected).toMatchObject({ ok: true, value: { kind: 'connected' } })
  const ready = () =>
    page.evaluate(async () => {
      const state = await window.imp.app.snapshot()
      return state.ok ? state.value.connection.phase : ''
    })
  await expect.poll(ready).toBe('ready')
  expect(await activeNode(page)).not.toBe(before)
}

const messageRequests = async (node: DemoProcess): Promise<number> =>
  (await node.call('GetState', {})).calls.filter(({ method }) => method === 'SendMessage').length
const spendable = async (node: DemoProcess) => (await node.call('GetState', {})).spendable_sat

test('A payment is not made through another node than the one that the page shows', async ({
  wallet,
  node,
  other
}) => {
  const { page } = wallet
  const { invoice } = await other.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Zines'
  })
  const before = await spendable(other)
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  const button = page.getByRole('button', { name: 'Pay 700 sats' })
  await expect(button).toBeVisible()
  await activateUnseen(wallet, other)

  await spend(button)
  const refusal = page.getByRole('alert').filter({ hasText: 'Another node is active now' })
  await expect(refusal).toContainText('When you clicked, the window still showed the node before.')
  await expect(refusal).toContainText('Nothing was sent. Check which node pays, then try again.')
  expect([await payRequests(node), await payRequests(other)]).toEqual([0, 0])
  expect(await spendable(other)).toBe(before)

  // The reloaded page shows the active node, and pays through it.
  await page.reload()
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await spend(button)
  await expect.poll(() => payRequests(other)).toBe(1)
  expect(await payRequests(node)).toBe(0)
})

test('A message is not sent through another node than the one that the page shows', async ({
  wallet,
  node,
  other
}) => {
  const { page } = wallet
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Hello') })
  const before = await spendable(other)
  await goTo(page, 'Inbox')
  await expect(page.getByRole('log').getByRole('article')).toContainText('Hello')
  const field = page.getByRole('textbox', { name: 'Message to' })
  await field.fill('Thanks')
  await activateUnseen(wallet, other)

  await spend(page.getByRole('button', { name: /^Send for/u }))
  const refusal = page.getByRole('alert').filter({ hasText: 'Another node is active now' })
  await expect(refusal).toContainText('Nothing was sent. Check which node sends it, then try again.')
  await expect(field).toHaveValue('Thanks')
  expect([await messageRequests(node), await messageRequests(other)]).toEqual([0, 0])
  expect(await spendable(other)).toBe(before)
})

import type { Page } from '@playwright/test'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import { clickRapidly, expectConnected, goTo, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

const field = (page: Page) => page.getByRole('textbox', { name: 'Message to' })
const thread = (page: Page) => page.getByRole('log')
/** A message of the thread, by its text. */
const row = (page: Page, text: string) => thread(page).getByRole('article').filter({ hasText: text })

/** The number of SendMessage requests that arrived at the node. */
async function sendRequests(node: DemoProcess): Promise<number> {
  const { calls } = await node.call('GetState', {})
  return calls.filter(({ method }) => method === 'SendMessage').length
}

async function hearFrom(page: Page, node: DemoProcess, text: string): Promise<void> {
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })
  await goTo(page, 'Inbox')
  await expect(row(page, text)).toBeVisible()
}

test('The composer replies to a message, shows the cost on the button, and sends once for twenty clicks', async ({
  wallet: { page },
  node
}) => {
  await hearFrom(page, node, 'Which day suits you?')
  await row(page, 'Which day suits you?').hover()
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(field(page)).toBeFocused()
  await field(page).fill('Thursday')
  const button = page.getByRole('button', { name: 'Send for 1 sat' })
  await clickRapidly(page, button, 20)
  await expect(row(page, 'Thursday')).toContainText('−1')
  await expect(row(page, 'Thursday')).toContainText('Which day suits you?')
  await expect(field(page)).toHaveValue('')
  expect(await sendRequests(node)).toBe(1)
})

test('A payment request is sent as a message with an invoice, which turns to paid in the thread', async ({
  wallet: { page },
  node
}) => {
  await hearFrom(page, node, 'How much is it?')
  await page.getByRole('button', { name: 'Request payment' }).click()
  const form = page.getByRole('form', { name: 'Request payment' })
  await form.getByLabel('Amount').fill('4800')
  await form.getByLabel('Memo').fill('Two zines')
  await spend(form.getByRole('button', { name: 'Send request' }))

  const invoice = thread(page).getByRole('article', { name: 'Your invoice, 4,800 sats' })
  await expect(invoice).toContainText('Waiting')
  await expect(invoice).toContainText('Two zines')
  expect(await sendRequests(node)).toBe(1)

  const { invoices } = await node.call('GetState', {})
  await node.call('PayInvoice', { invoice: invoices[0]?.invoice ?? '' })
  await expect(invoice).toContainText(/\bPaid\b/u)
})

test('A message without a response is shown as unknown, and is sent again only on request', async ({
  wallet: { page },
  node
}) => {
  await hearFrom(page, node, 'Are you there?')
  await node.call('SetFault', { method: 'SendMessage', point: 'after', times: 1, drop: {} })
  await field(page).fill('Here I am')
  await field(page).press('Enter')
  await expect(row(page, 'Here I am')).toContainText('Outcome unknown')
  await expect(row(page, 'Here I am')).toContainText('may arrive twice')
  expect(await sendRequests(node)).toBe(1)

  await expectConnected(page)
  await spend(page.getByRole('button', { name: 'Send again for 1 sat' }))
  await expect(row(page, 'Here I am')).not.toContainText('Outcome unknown')
  await expect(row(page, 'Here I am')).toContainText('−1')
  expect(await sendRequests(node)).toBe(2)
})

test('A draft is kept while another conversation is open', async ({ wallet: { page }, node }) => {
  await hearFrom(page, node, 'Hello from Mira')
  await field(page).fill('Half a thought')
  await node.call('SendMessage', { from: 'Jonas', data: Buffer.from('Hello from Jonas') })
  await page.getByRole('button', { name: /Hello from Jonas/u }).click()
  await expect(row(page, 'Hello from Jonas')).toBeVisible()
  await expect(field(page)).toHaveValue('')
  await page.getByRole('button', { name: /Hello from Mira/u }).click()
  await expect(field(page)).toHaveValue('Half a thought')
})

test('The composer is absent if the node cannot send messages', async ({ launchWallet, dataDir }) => {
  const node = await startDemoProcess(['--no-messaging'])
  try {
    const { page } = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
    await expectConnected(page)
    await hearFrom(page, node, 'Can you read this?')
    await expect(field(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Reply', exact: true })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Request payment' })).toHaveCount(0)
  } finally {
    await node.stop()
  }
})

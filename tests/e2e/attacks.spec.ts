import type { Page } from '@playwright/test'
import type { DemoProcess } from '../support/demo-process'
import { goTo, payRequests, spend } from '../support/person'
import { expect, test } from '../support/wallet-test'

/** Somebody else chooses the moment: what stands under the pointer changes just before the click. The node is the judge. */

const invoiceOf = async (node: DemoProcess, amount: string, memo: string) =>
  (await node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: amount, memo })).invoice

const payButton = (page: Page, amount: string) => page.getByRole('button', { name: `Pay ${amount} sats` })
const TOO_EARLY = 'The page just changed. Click again.'

async function enter(page: Page, invoice: string): Promise<void> {
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
}

/** The middle of a button, where the pointer goes. */
async function pointAt(page: Page, amount: string): Promise<{ x: number; y: number }> {
  const button = payButton(page, amount)
  await expect(button).toHaveAttribute('data-armed', 'true')
  const box = await button.boundingBox()
  if (box === null) throw new Error('the button is not on the screen')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(at.x, at.y)
  return at
}

test('a click that meets an invoice which has just come pays nothing, and the next one pays', async ({
  wallet: { page },
  node
}) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const at = await pointAt(page, '100')
  await page.getByLabel('Invoice', { exact: true }).fill(await invoiceOf(node, '9999', 'Dear'))
  await payButton(page, '9,999').waitFor()
  await page.mouse.click(at.x, at.y)
  await expect(page.getByText(TOO_EARLY)).toBeVisible()
  expect(await payRequests(node)).toBe(0)
  await spend(payButton(page, '9,999'))
  await expect.poll(() => payRequests(node)).toBe(1)
})

test('a link that comes while a card is shown asks, and the click pays what was shown', async ({
  wallet: { app, page },
  node
}) => {
  const dear = await invoiceOf(node, '9999', 'Dear')
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const at = await pointAt(page, '100')
  await app.evaluate(
    ({ app: electron }, url) => electron.emit('open-url', { preventDefault: () => undefined }, url),
    `lightning:${dear}`
  )
  await expect(page.getByText('Another invoice came from a link')).toBeVisible()
  await page.mouse.click(at.x, at.y)
  const calls = await payRequests(node)
  await expect(payButton(page, '9,999')).toHaveCount(0)
  // Where the question moved the button the click met nothing; it never met another invoice.
  expect(calls).toBeLessThanOrEqual(1)
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(payButton(page, '9,999')).toBeVisible()
})

test('a message that comes while the pointer is on a pay card moves nothing', async ({
  wallet: { page },
  node
}) => {
  const cheap = await invoiceOf(node, '100', 'Cheap')
  const dear = await invoiceOf(node, '9999', 'Dear')
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from(cheap) })
  await goTo(page, 'Inbox')
  const at = await pointAt(page, '100')
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from(dear) })
  await expect(page.getByRole('button', { name: 'Newest' })).toBeVisible()
  await page.mouse.click(at.x, at.y)
  await expect.poll(() => payRequests(node)).toBe(1)
  // What the node was asked for: the cheap invoice, which now says so on its card.
  await expect(page.getByRole('article', { name: 'Invoice, 100 sats' })).toContainText('Paid')
})

test('a click that brings the window to the front pays nothing', async ({ wallet: { page }, node }) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const at = await pointAt(page, '100')
  await page.evaluate(() => {
    window.dispatchEvent(new Event('focus'))
  })
  await page.mouse.click(at.x, at.y)
  await expect(page.getByText(TOO_EARLY)).toBeVisible()
  expect(await payRequests(node)).toBe(0)
})

test('a layout shift before the click pays nothing', async ({ wallet: { page }, node }) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const button = payButton(page, '100')
  await expect(button).toHaveAttribute('data-armed', 'true')
  await button.evaluate((element: HTMLElement) => {
    element.style.marginTop = '12px'
    element.click()
  })
  await expect(page.getByText(TOO_EARLY)).toBeVisible()
  expect(await payRequests(node)).toBe(0)
})

test('a key that is held down pays nothing', async ({ wallet: { page }, node }) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  await expect(payButton(page, '100')).toHaveAttribute('data-armed', 'true')
  await page.getByLabel('Invoice', { exact: true }).focus()
  await page.keyboard.down('Enter')
  await expect(payButton(page, '100')).toBeFocused()
  for (let times = 0; times < 20; times += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  expect(await payRequests(node)).toBe(0)
})

import type { Page } from '@playwright/test'
import type { DemoProcess } from '../support/processes/demo-process'
import { goTo, payRequests, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** Attacks on the moment of a click: what is under the pointer changes just before it. The node's call log decides. */

const invoiceOf = async (node: DemoProcess, amount: string, memo: string) =>
  (await node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: amount, memo })).invoice

const payButton = (page: Page, amount: string) => page.getByRole('button', { name: `Pay ${amount} sats` })
const TOO_EARLY = 'The page just changed. Click again.'

async function enter(page: Page, invoice: string): Promise<void> {
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
}

/** The middle of a button. */
async function pointAt(page: Page, amount: string): Promise<{ x: number; y: number }> {
  const button = payButton(page, amount)
  await expect(button).toHaveAttribute('data-armed', 'true')
  const box = await button.boundingBox()
  if (box === null) throw new Error('the button is not on the screen')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(at.x, at.y)
  return at
}

test('A click on an invoice that has just appeared pays nothing, and the next click pays', async ({
  wallet: { page },
  node
}) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const at = await pointAt(page, '100')
  // With its fee still below the limit: the line about the limit would move the button from under the pointer.
  await page.getByLabel('Invoice', { exact: true }).fill(await invoiceOf(node, '9500', 'Dear'))
  await payButton(page, '9,500').waitFor()
  await page.mouse.click(at.x, at.y)
  await expect(page.getByText(TOO_EARLY)).toBeVisible()
  expect(await payRequests(node)).toBe(0)
  await spend(payButton(page, '9,500'))
  await expect.poll(() => payRequests(node)).toBe(1)
})

test('A click that a script makes pays nothing, however long the button has been armed', async ({
  wallet: { page },
  node
}) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const button = payButton(page, '100')
  await expect(button).toHaveAttribute('data-armed', 'true')
  await button.evaluate((element: HTMLElement) => {
    element.click()
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
  })
  await expect(button).toBeVisible()
  expect(await payRequests(node)).toBe(0)
  await spend(button)
  await expect.poll(() => payRequests(node)).toBe(1)
})

test('A link that arrives while a card is shown asks first, and the click pays what was shown', async ({
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
  // If the question moved the button the click hit nothing; it never hit another invoice.
  expect(calls).toBeLessThanOrEqual(1)
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(payButton(page, '9,999')).toBeVisible()
})

test('A message that arrives while the pointer is on a pay card moves nothing', async ({
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
  // The node was asked to pay the cheap invoice, whose card now shows it.
  await expect(page.getByRole('article', { name: 'Invoice, 100 sats' })).toContainText('Paid')
})

test('A click that brings the window to the front pays nothing', async ({ wallet: { page }, node }) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  const at = await pointAt(page, '100')
  await page.evaluate(() => {
    window.dispatchEvent(new Event('focus'))
  })
  await page.mouse.click(at.x, at.y)
  await expect(page.getByText(TOO_EARLY)).toBeVisible()
  expect(await payRequests(node)).toBe(0)
})

test('A click right after a layout shift pays nothing', async ({ wallet: { page }, node }) => {
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

test('A key that is held down pays nothing', async ({ wallet: { page }, node }) => {
  await enter(page, await invoiceOf(node, '100', 'Cheap'))
  await expect(payButton(page, '100')).toHaveAttribute('data-armed', 'true')
  await page.getByLabel('Invoice', { exact: true }).focus()
  await page.keyboard.down('Enter')
  await expect(payButton(page, '100')).toBeFocused()
  for (let times = 0; times < 20; times += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  expect(await payRequests(node)).toBe(0)
})

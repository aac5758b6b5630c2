import { expect, type Locator, type Page } from '@playwright/test'
import type { DemoProcess } from '../processes/demo-process'

/** Actions of a person in the wallet. Controls are found by their accessible names. */

/** From the first question to the form for an IMP node. */
export async function enterAddress(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enter an address' }).click()
  await expect(page.getByLabel('Node address')).toBeVisible()
}

export async function connect(page: Page, address: string): Promise<void> {
  await enterAddress(page)
  await page.getByLabel('Node address').fill(address)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expectConnected(page)
}

export async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Connected/u })).toBeVisible()
  // The screens load after the frame.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Clicks a button that spends money, after it has kept its place long enough to be armed. */
export async function spend(button: Locator): Promise<void> {
  // A person scrolls to the button first; scrolling moves it, which disarms it.
  await button.scrollIntoViewIfNeeded()
  await expect(button).toHaveAttribute('data-armed', 'true')
  // A moved button loses the mark only after up to a tenth of a second, so the mark must last for two of these.
  let armedSince = Date.now()
  await expect
    .poll(async () => {
      if ((await button.getAttribute('data-armed')) !== 'true') armedSince = Date.now()
      return Date.now() - armedSince
    })
    .toBeGreaterThan(200)
  await button.click()
}

/** Clicks as fast as the mouse allows, at the place of an armed button. Clicks that a script makes do not count. */
export async function clickRapidly(page: Page, button: Locator, times: number): Promise<void> {
  await expect(button).toHaveAttribute('data-armed', 'true')
  const box = await button.boundingBox()
  if (box === null) throw new Error('the button is not on the screen')
  const clicks = Array.from({ length: times }, () =>
    page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  )
  await Promise.all(clicks)
}

export type Screen = 'Inbox' | 'Pay' | 'Receive' | 'Activity' | 'Settings'

export async function goTo(page: Page, screen: Screen): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: screen }).click()
}

/** Makes an invoice on the Receive screen; resolves with its text. */
export async function createInvoice(page: Page, amount: string, memo: string): Promise<string> {
  await goTo(page, 'Receive')
  await page.getByLabel('Amount').fill(amount)
  await page.getByLabel('Memo').fill(memo)
  await page.getByRole('button', { name: 'Create invoice' }).click()
  const text = page.getByText(/^lnbcrt[a-z0-9]+$/u)
  await expect(text).toBeVisible()
  return (await text.innerText()).trim()
}

/** The row of the activity list that carries a title. */
export function amountIn(page: Page, title: string): Locator {
  return page.getByRole('button', { name: new RegExp(title, 'u') })
}

/** Checks a payment in the node's ledger, not on the screen. */
export async function paidExactlyOnce(node: DemoProcess, paymentHash: string): Promise<void> {
  expect(await executions(node, paymentHash)).toBe(1)
}

export async function executions(node: DemoProcess, paymentHash: string): Promise<number> {
  const state = await node.call('GetState', {})
  return state.payments.find((payment) => payment.payment_hash === paymentHash)?.executions ?? 0
}

/** The number of PayInvoice requests that arrived at the node. */
export async function payRequests(node: DemoProcess): Promise<number> {
  const state = await node.call('GetState', {})
  return state.calls.filter((call) => call.method === 'PayInvoice').length
}

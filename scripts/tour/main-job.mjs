// @ts-check
import { expect } from '@playwright/test'

/** Long enough for a busy computer; the steps usually take one or two seconds. Milliseconds. */
const TIMEOUT = { timeout: 30_000 }

/**
 * @typedef {object} MainJob
 * @property {import('@playwright/test').Page} page the wallet's window, at its first run
 * @property {string} nodeAddress
 * @property {import('../lib/demo-node.mjs').DemoControl} control of the demo node at that address
 * @property {import('./tour.mjs').Step} step
 */

/**
 * The main job of the wallet as a person does it: connect, receive a payment, receive a message, pay its invoice with
 * one click, see both in the list. Throws when a step fails. Checks the demo node's ledger, not only the screen.
 * @param {MainJob} job
 */
export async function playMainJob({ page, nodeAddress, control, step }) {
  const main = page.getByRole('main')
  const sidebar = page.getByRole('navigation', { name: 'Main' })
  /** @param {string} screen */
  const goTo = (screen) => sidebar.getByRole('link', { name: screen }).click()

  await step('connect', async () => {
    await page.getByRole('button', { name: 'Enter an address' }).click()
    await page.getByLabel('Node address').fill(nodeAddress)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('button', { name: /^Connected/u })).toBeVisible(TIMEOUT)
  })

  await step('invoice created', async () => {
    await goTo('Receive')
    await page.getByLabel('Amount').fill('48000')
    await page.getByLabel('Memo').fill('Logo sketches, second round')
    await page.getByRole('button', { name: 'Create invoice' }).click()
    await expect(page.getByText('Waiting for payment')).toBeVisible(TIMEOUT)
  })

  await step('paid by a peer', async () => {
    const invoice = await page.getByText(/^lnbcrt[a-z0-9]+$/u).innerText()
    await control.call('PayInvoice', { invoice: invoice.trim() })
    await expect(main.getByText(/\bPaid\b/u).first()).toBeVisible(TIMEOUT)
  })

  const courier = await control.call('CreatePeerInvoice', {
    from: 'Ostkurier',
    amount_sat: '2500',
    memo: 'Courier, parcel 7741-02'
  })

  await step('message with an invoice', async () => {
    await goTo('Inbox')
    const text = `The courier wants paying directly. This is their invoice, not mine. ${courier.invoice}`
    await control.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })
    await main.getByText('The courier wants paying directly.').first().click(TIMEOUT)
    await expect(page.getByRole('button', { name: 'Pay 2,500 sats' })).toBeVisible(TIMEOUT)
  })

  await step('one-click payment', async () => {
    const pay = page.getByRole('button', { name: 'Pay 2,500 sats' })
    // The pay button reacts only after it has kept its place for a moment.
    await expect(pay).toHaveAttribute('data-armed', 'true', TIMEOUT)
    await pay.click()
    const card = page.getByRole('article', { name: /2,500 sats/u })
    await expect(card.getByText(/\bPaid\b/u)).toBeVisible(TIMEOUT)
    const { payments } = await control.call('GetState', {})
    const payment = payments.find(
      /** @param {{ payment_hash: string }} entry */ (entry) => entry.payment_hash === courier.payment_hash
    )
    expect(payment?.executions).toBe(1)
  })

  await step('activity shows both', async () => {
    await goTo('Activity')
    await expect(main.getByRole('button', { name: /Logo sketches, second round/u })).toContainText('+48,000')
    const sent = main.getByRole('button', { name: /Courier, parcel 7741-02/u })
    await expect(sent).toContainText('−2,500')
    await sent.click()
    await expect(main.getByText('Paid, proof verified')).toBeVisible(TIMEOUT)
  })
}

import type { Page } from '@playwright/test'
import encodeQR from 'qr'
import type { DemoProcess } from '../support/processes/demo-process'
import {
  clickRapidly,
  executions,
  expectConnected,
  goTo,
  payRequests,
  spend
} from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** An invoice of a peer; free until it is paid. */
const invoiceOf = (node: DemoProcess, amount: string, memo: string, more: object = {}) =>
  node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: amount, memo, ...more })

async function enter(page: Page, text: string): Promise<void> {
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(text)
}

const paid = (page: Page) => page.getByText('Proof verified: the preimage hashes to the payment hash.')

test('One click pays below the limit', async ({ wallet: { page }, node }) => {
  const small = await invoiceOf(node, '2500', 'Courier')
  await enter(page, small.invoice)
  await spend(page.getByRole('button', { name: 'Pay 2,500 sats' }))
  await expect(paid(page)).toBeVisible()
  expect(await executions(node, small.payment_hash)).toBe(1)
})

test('Twenty rapid clicks send one request', async ({ wallet: { page }, node }) => {
  const { invoice, payment_hash } = await invoiceOf(node, '700', 'Stickers')
  await enter(page, invoice)
  const button = page.getByRole('button', { name: 'Pay 700 sats' })
  await clickRapidly(page, button, 20)
  await expect(paid(page)).toBeVisible()
  expect(await executions(node, payment_hash)).toBe(1)
  expect(await payRequests(node)).toBe(1)
})

test('A second payment of a paid invoice is refused before any click', async ({ wallet: { page }, node }) => {
  const { invoice } = await invoiceOf(node, '700', 'Stickers')
  await enter(page, invoice)
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect(paid(page)).toBeVisible()
  await goTo(page, 'Inbox')
  await enter(page, invoice)
  await expect(paid(page)).toBeVisible()
  await expect(page.getByRole('button', { name: /Pay 700 sats/u })).toHaveCount(0)
  expect(await payRequests(node)).toBe(1)
})

test.describe('an unknown outcome', () => {
  test('resolves without a click if the node can report it, with the proof', async ({
    wallet: { page },
    node
  }) => {
    const { invoice, payment_hash } = await invoiceOf(node, '9300', 'Riso paper')
    await node.call('SetFault', { method: 'PayInvoice', point: 'after', times: 1, drop: {} })
    await enter(page, invoice)
    await spend(page.getByRole('button', { name: 'Pay 9,300 sats' }))
    await expect(paid(page)).toBeVisible()
    await expect(page.getByText('No money left your wallet.')).toHaveCount(0)
    expect(await executions(node, payment_hash)).toBe(1)
    expect(await payRequests(node)).toBe(1)
  })

  test('turns to paid by a retry that really pays if the first request never arrived', async ({
    wallet: { page },
    node
  }) => {
    const { invoice, payment_hash } = await invoiceOf(node, '9300', 'Riso paper')
    await node.call('SetFault', { method: 'PayInvoice', point: 'before', times: 1, drop: {} })
    await enter(page, invoice)
    await spend(page.getByRole('button', { name: 'Pay 9,300 sats' }))
    await expect(page.getByText('Outcome unknown')).toBeVisible()
    expect(await executions(node, payment_hash)).toBe(0)

    await expectConnected(page)
    await spend(page.getByRole('button', { name: 'Retry: pay 9,300 sats' }))
    await expect(paid(page)).toBeVisible()
    expect(await executions(node, payment_hash)).toBe(1)
  })

  test('turns to not paid if the node reports that to the retry', async ({ wallet: { page }, node }) => {
    const { invoice, payment_hash } = await invoiceOf(node, '9300', 'Riso paper')
    await node.call('SetFault', { method: 'PayInvoice', point: 'before', times: 1, drop: {} })
    await enter(page, invoice)
    await spend(page.getByRole('button', { name: 'Pay 9,300 sats' }))
    await expect(page.getByText('Outcome unknown')).toBeVisible()

    await node.call('SetFault', {
      method: 'PayInvoice',
      point: 'before',
      times: 1,
      fail: { code: 2, text: 'Failed payment' }
    })
    await expectConnected(page)
    await spend(page.getByRole('button', { name: 'Retry: pay 9,300 sats' }))
    await expect(page.getByText('No money left your wallet.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Copy invoice' })).toBeVisible()
    expect(await executions(node, payment_hash)).toBe(0)
  })
})

test('The pay button disappears when the invoice expires while it is shown', async ({
  wallet: { page },
  node
}) => {
  const { invoice } = await invoiceOf(node, '700', 'Short-lived', { expiry_seconds: '4' })
  await enter(page, invoice)
  await expect(page.getByRole('button', { name: 'Pay 700 sats' })).toBeVisible()
  await expect(page.getByText('This invoice has expired')).toBeVisible({ timeout: 10_000 })
  await expect(page.getByRole('button', { name: 'Pay 700 sats' })).toHaveCount(0)
  expect(await payRequests(node)).toBe(0)
})

test('The invoice is found in pasted text, in BIP21, in upper case and in a picture of a QR code', async ({
  wallet: { app, page },
  node
}) => {
  const pasted = await invoiceOf(node, '1100', 'From a chat')
  await app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    `Here you go: ${pasted.invoice}. Thanks!`
  )
  await page.keyboard.press('ControlOrMeta+V')
  await expect(page.getByRole('button', { name: 'Pay 1,100 sats' })).toBeVisible()

  const bip21 = await invoiceOf(node, '1200', 'From a shop')
  await enter(page, `BITCOIN:?amount=0.00001200&LIGHTNING=${bip21.invoice.toUpperCase()}`)
  await expect(page.getByRole('button', { name: 'Pay 1,200 sats' })).toBeVisible()

  const scanned = await invoiceOf(node, '1300', 'From a poster')
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.setInputFiles('input[type=file]', {
    name: 'code.gif',
    mimeType: 'image/gif',
    buffer: Buffer.from(encodeQR(`LIGHTNING:${scanned.invoice.toUpperCase()}`, 'gif', { scale: 4 }))
  })
  await spend(page.getByRole('button', { name: 'Pay 1,300 sats' }))
  await expect(paid(page)).toBeVisible()
  expect(await executions(node, scanned.payment_hash)).toBe(1)
})

test('A text with several invoices lets the person choose', async ({ wallet: { page }, node }) => {
  const one = await invoiceOf(node, '1100', 'Coffee')
  const two = await invoiceOf(node, '2200', 'Cake')
  await enter(page, `${one.invoice} or ${two.invoice}`)
  await page.getByRole('button', { name: /Cake/u }).click()
  await spend(page.getByRole('button', { name: 'Pay 2,200 sats' }))
  await expect(paid(page)).toBeVisible()
  expect(await executions(node, one.payment_hash)).toBe(0)
  expect(await executions(node, two.payment_hash)).toBe(1)
})

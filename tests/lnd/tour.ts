import { expect, type Page } from '@playwright/test'
import { createInvoice, expectConnected, goTo, spend } from '../support/drivers/user-actions'
import { sendKeysend, signedText } from './keysend'
import type { TestNetwork } from './network'
import { adminLink } from './paired-wallet'

export { startNetwork } from './network'

/** Long enough for real payments on a busy computer. Milliseconds. */
const TIMEOUT = { timeout: 60_000 }

export interface LndJob {
  /** The wallet's window, at its first run. */
  readonly page: Page
  /** Alice's LND belongs to the person; Bob's to another one. */
  readonly network: TestNetwork
  readonly step: (name: string, act: () => Promise<void>) => Promise<void>
}

/**
 * The main job on a real LND, as a person does it: pair it by its link, receive a payment, receive a message, pay the
 * invoice in it with one click, see both in the list. Throws when a step fails. Checks LND's records, not only the
 * screen.
 */
export async function playLndJob({ page, network, step }: LndJob): Promise<void> {
  const { alice, bob } = network
  const main = page.getByRole('main')

  await step('what do you have', async () => {
    await expect(page.getByRole('button', { name: 'Connect LND' })).toBeVisible(TIMEOUT)
  })

  await step('details understood', async () => {
    await page.getByRole('button', { name: 'Connect LND' }).click()
    await page.getByLabel('Connection details').last().fill(adminLink(alice))
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(page.getByText(alice.address)).toBeVisible(TIMEOUT)
  })

  await step('checked in order', async () => {
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(page.getByRole('button', { name: /^Connect( anyway)?$/u })).toBeVisible(TIMEOUT)
  })

  await step('connected with its own key', async () => {
    await page.getByRole('button', { name: /^Connect( anyway)?$/u }).click()
    await expect(page.getByRole('heading', { name: 'alice is connected' })).toBeVisible(TIMEOUT)
  })

  await step('inbox', async () => {
    await page.getByRole('button', { name: 'Open inbox' }).click()
    await expectConnected(page)
  })

  await step('invoice paid by bob', async () => {
    const invoice = await createInvoice(page, '48000', 'Logo sketches, second round')
    const sent = await bob.last('routerrpc.Router/SendPaymentV2', {
      payment_request: invoice,
      timeout_seconds: 30,
      fee_limit_sat: '100'
    })
    expect(sent.status).toBe('SUCCEEDED')
    await expect(main.getByText(/\bPaid\b/u).first()).toBeVisible(TIMEOUT)
  })

  const courier = await bob.call('lnrpc.Lightning/AddInvoice', {
    value: '2500',
    memo: 'Courier, parcel 7741-02'
  })

  await step('message with an invoice', async () => {
    await goTo(page, 'Inbox')
    const text = Buffer.from(`The courier is here. This is the invoice. ${courier.payment_request}`)
    const to = await alice.pubkey()
    await sendKeysend(bob, to, await signedText(bob, to, text), 3)
    await main.getByText('The courier is here.').first().click(TIMEOUT)
    await expect(page.getByRole('button', { name: 'Pay 2,500 sats' })).toBeVisible(TIMEOUT)
  })

  await step('one-click payment', async () => {
    await spend(page.getByRole('button', { name: 'Pay 2,500 sats' }))
    const card = page.getByRole('article', { name: /2,500 sats/u })
    await expect(card.getByText(/\bPaid\b/u)).toBeVisible(TIMEOUT)
    const { payments } = await alice.call('lnrpc.Lightning/ListPayments', {})
    const hash = Buffer.from(courier.r_hash).toString('hex')
    expect(payments.filter((payment) => payment.payment_hash === hash)).toHaveLength(1)
  })

  await step('activity shows both', async () => {
    await goTo(page, 'Activity')
    await expect(main.getByRole('button', { name: /Logo sketches, second round/u })).toContainText('+48,000')
    const sent = main.getByRole('button', { name: /Courier, parcel 7741-02/u })
    await expect(sent).toContainText('−2,500')
    await sent.click()
  })
}

import { executions, goTo, payRequests, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** What a node with the extension can tell about money, on the screens of the app. */

test('An invoice without an amount is paid with the amount that the person enters, with the fee before and after', async ({
  wallet: { page },
  node
}) => {
  const { invoice, payment_hash } = await node.call('CreatePeerInvoice', { from: 'Mira', memo: 'Tip jar' })
  await goTo(page, 'Pay')
  await expect(page.getByText(/^Can send [\d,]+ sats$/u)).toBeVisible()
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await expect(page.getByText('Known once you enter an amount')).toBeVisible()
  await page.getByRole('textbox', { name: 'Amount' }).fill('500')
  await expect(page.getByText(/(?:About .*|Less than 1 sat), at most 10 sats/u)).toBeVisible()
  await spend(page.getByRole('button', { name: 'Pay 500 sats' }))
  await expect(page.locator('dt:text-is("In total") + dd')).toHaveText(/^50\d(?:\.\d+)? sats$/u)
  expect(await executions(node, payment_hash)).toBe(1)
})

test('A held payment says until when it may settle, and turns to paid when the payee lets it go', async ({
  wallet: { page },
  node
}) => {
  const { invoice, payment_hash } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Deposit'
  })
  await node.call('HoldPayments', {})
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect.poll(() => payRequests(node)).toBe(1)
  await node.call('DropConnections', {})
  await expect(page.getByRole('alert').getByText(/^On hold since/u)).toBeVisible({ timeout: 15_000 })
  await expect(
    page.getByText(
      /It may still settle until about .+, block [\d,]+\. If it does not, all of it comes back to you\./u
    )
  ).toBeVisible()
  await expect(page.getByRole('button', { name: /^Retry/u })).toHaveCount(0)
  await node.call('ReleasePayments', {})
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('Proof verified: the preimage hashes to the payment hash.')).toBeVisible()
  expect(await executions(node, payment_hash)).toBe(1)
  expect(await payRequests(node)).toBe(1)
})

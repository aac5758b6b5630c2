import type { LaunchedWallet } from '../support/drivers/app'
import { ANSWERING, messageBox, messageBoxes, press } from '../support/drivers/scripted-dialogs'
import type { DemoProcess } from '../support/processes/demo-process'
import { executions, expectConnected, goTo, payRequests, spend } from '../support/drivers/user-actions'
import { expect, test as base } from '../support/drivers/wallet-test'
import { activeNode } from './wallet-calls'

/** A connected wallet whose message boxes are answered by the test. */
const test = base.extend<{ asking: LaunchedWallet }>({
  asking: async ({ launchWallet, dataDir, node }, use) => {
    const wallet = await launchWallet({ dataDir, folder: ANSWERING, env: { IMP_WALLET_NODE: node.grpc } })
    await expectConnected(wallet.page)
    await use(wallet)
  }
})

const rentOf = (node: DemoProcess) =>
  node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '50000', memo: 'Workshop rent' })

/** Calls `pay.send` like a compromised page that claims a confirmation. Returns the failure code, or `sent`. */
async function order({ page }: LaunchedWallet, invoice: string): Promise<string> {
  const node = await activeNode(page)
  return await page.evaluate(
    async (order) => {
      const claim = { confirmed: true, retryUnknown: false, asksFirst: false }
      const sent = await window.imp.pay.send({
        ...order,
        expectedAmountMsat: 50_000_000n as never,
        ...claim
      })
      return sent.ok ? 'sent' : sent.error.code
    },
    { node, invoice }
  )
}

const boxesSoFar = async (wallet: LaunchedWallet) => (await messageBoxes(wallet)).length

test('A payment above the limit is sent only after the person agrees in a system dialog', async ({
  asking,
  node
}) => {
  const { page } = asking
  const { invoice, payment_hash } = await rentOf(node)
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  const button = page.getByRole('button', { name: 'Pay 50,000 sats' })
  await spend(button)
  const box = await messageBox(asking, 'Pay 50,000 sats?')
  expect(box.buttons[0]).toBe('Cancel')
  expect(box.detail).toContain('Workshop rent')
  // While the dialog is open, a second click and a second call do nothing.
  await button.click({ force: true })
  expect(await order(asking, invoice)).toBe('another-question-open')
  expect(await boxesSoFar(asking)).toBe(1)
  await press(asking, 'Cancel')
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
  expect(await payRequests(node)).toBe(0)

  await spend(button)
  await messageBox(asking, 'Pay 50,000 sats?')
  await press(asking, 'Pay 50,000 sats')
  await expect(page.getByText('Proof verified: the preimage hashes to the payment hash.')).toBeVisible()
  expect(await executions(node, payment_hash)).toBe(1)
})

test('A second order while the dialog is open is refused with words, and only the first is paid', async ({
  asking,
  node
}) => {
  const { page } = asking
  const first = await rentOf(node)
  const second = await rentOf(node)
  const ordered = order(asking, first.invoice)
  await messageBox(asking, 'Pay 50,000 sats?')

  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(second.invoice)
  await spend(page.getByRole('button', { name: 'Pay 50,000 sats' }))
  const refusal = page.getByRole('alert').filter({ hasText: 'Another question comes first' })
  await expect(refusal).toContainText('Nothing was sent. Answer that question first, then try again.')
  expect(await boxesSoFar(asking)).toBe(1)
  expect(await payRequests(node)).toBe(0)

  await press(asking, 'Pay 50,000 sats')
  expect(await ordered).toBe('sent')
  await expect.poll(() => executions(node, first.payment_hash)).toBe(1)
  expect(await executions(node, second.payment_hash)).toBe(0)
  expect(await payRequests(node)).toBe(1)
})

test('A retry above the limit of a payment with an unknown outcome asks again, and pays once after a yes', async ({
  asking,
  node
}) => {
  const { page } = asking
  const { invoice, payment_hash } = await rentOf(node)
  await node.call('SetFault', { method: 'PayInvoice', point: 'before', times: 1, drop: {} })
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await spend(page.getByRole('button', { name: 'Pay 50,000 sats' }))
  await messageBox(asking, 'Pay 50,000 sats?')
  await press(asking, 'Pay 50,000 sats')
  await expect(page.getByText('Outcome unknown')).toBeVisible()
  expect(await executions(node, payment_hash)).toBe(0)
  await expectConnected(page)

  const requests = await payRequests(node)
  const retry = page.getByRole('button', { name: 'Retry: pay 50,000 sats' })
  await spend(retry)
  await messageBox(asking, 'Pay 50,000 sats?')
  expect(await payRequests(node)).toBe(requests)
  await press(asking, 'Cancel')
  await expect(retry).not.toHaveAttribute('aria-disabled', 'true')
  expect(await payRequests(node)).toBe(requests)

  await spend(retry)
  await messageBox(asking, 'Pay 50,000 sats?')
  await press(asking, 'Pay 50,000 sats')
  await expect(page.getByText('Proof verified: the preimage hashes to the payment hash.')).toBeVisible()
  expect(await executions(node, payment_hash)).toBe(1)
  expect(await payRequests(node)).toBe(requests + 1)
})

test('A page that claims that the person confirmed spends nothing', async ({ asking, node }) => {
  const { invoice } = await rentOf(node)
  const ordered = order(asking, invoice)
  await messageBox(asking, 'Pay 50,000 sats?')
  await press(asking, 'Cancel')
  expect(await ordered).toBe('needs-confirmation')
  expect(await payRequests(node)).toBe(0)
})

test('A limit is raised only with consent, and lowered without a question', async ({ asking }) => {
  const { page } = asking
  await goTo(page, 'Settings')
  const limit = page.getByLabel('One click pays up to')
  await limit.fill('5000')
  await limit.blur()
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const snapshot = await window.imp.app.snapshot()
        return snapshot.ok ? snapshot.value.settings.clickLimitSat : ''
      })
    )
    .toBe('5000')
  expect(await boxesSoFar(asking)).toBe(0)

  const raise = () =>
    page.evaluate(async () => {
      const changed = await window.imp.settings.change({ clickLimitSat: '9999999', dayLimitSat: '9999999' })
      return changed.ok ? changed.value.clickLimitSat : changed.error.code
    })
  const refused = raise()
  const box = await messageBox(asking, 'Raise these spending limits?')
  expect(box.detail).toContain('One click pays up to: from 5,000 sats to 9,999,999 sats')
  expect(box.buttons[0]).toBe('Cancel')
  await press(asking, 'Cancel')
  expect(await refused).toBe('needs-confirmation')
  await expect(limit).toHaveValue('5,000')

  const agreed = raise()
  await messageBox(asking, 'Raise these spending limits?')
  await press(asking, 'Raise')
  expect(await agreed).toBe('9999999')
})

test('A message above the limit is sent only after the person agrees', async ({ asking, node }) => {
  const { page } = asking
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Hello') })
  const lowered = await page.evaluate(() => window.imp.settings.change({ clickLimitSat: '0' }))
  expect(lowered.ok).toBe(true)
  await goTo(page, 'Inbox')
  await expect(page.getByRole('log').getByRole('article')).toContainText('Hello')
  await page.getByRole('textbox', { name: 'Message to' }).fill('Thanks')
  await expect(page.getByText('You chose to confirm every payment.')).toBeVisible()
  await spend(page.getByRole('button', { name: 'Send for 1 sat…' }))
  await messageBox(asking, 'Send this message for 1 sat plus a network fee?')
  await expect(page.getByText('The wallet asks you in a dialog. Nothing is sent yet.')).toBeVisible()
  await press(asking, 'Cancel')
  const sends = async () =>
    (await node.call('GetState', {})).calls.filter(({ method }) => method === 'SendMessage').length
  expect(await sends()).toBe(0)
  await expect(page.getByRole('textbox', { name: 'Message to' })).toHaveValue('Thanks')
  await spend(page.getByRole('button', { name: /^Send for/u }))
  await messageBox(asking, 'Send this message for 1 sat plus a network fee?')
  await press(asking, 'Send for 1 sat plus the fee')
  await expect.poll(sends).toBe(1)
})

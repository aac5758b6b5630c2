import { expect, test } from '@playwright/test'
import { launchWallet } from '../support/drivers/app'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import {
  amountIn,
  connect,
  createInvoice,
  goTo,
  paidExactlyOnce,
  spend
} from '../support/drivers/user-actions'
import { temporaryFolder } from '../support/fixtures/temporary-folder'

const ways = [
  { way: 'gRPC', addressOf: (node: DemoProcess) => node.grpc },
  { way: 'the HTTP gateway of a node', addressOf: (node: DemoProcess) => `http://${node.http}` }
]

for (const { way, addressOf } of ways) {
  test(`The main job works through ${way}: connect, receive a payment, receive a message, pay its invoice with one click`, async () => {
    const node = await startDemoProcess()
    const wallet = await launchWallet({ dataDir: temporaryFolder() })
    const { page } = wallet
    try {
      await connect(page, addressOf(node))

      const invoice = await createInvoice(page, '48000', 'Logo sketches, second round')
      await expect(page.getByText('Waiting for payment')).toBeVisible()
      await node.call('PayInvoice', { invoice })
      await expect(
        page
          .getByRole('main')
          .getByText(/\bPaid\b/u)
          .first()
      ).toBeVisible()

      const courier = await node.call('CreatePeerInvoice', {
        from: 'Ostkurier',
        amount_sat: '2500',
        memo: 'Courier, parcel 7741-02'
      })
      await node.call('SendMessage', {
        from: 'Mira',
        data: Buffer.from(`The courier wants paying directly. ${courier.invoice}`)
      })
      await goTo(page, 'Inbox')
      await page.getByText('The courier wants paying directly.').first().click()
      await spend(page.getByRole('button', { name: 'Pay 2,500 sats' }))
      await expect(page.getByRole('article', { name: /2,500 sats/u }).getByText(/\bPaid\b/u)).toBeVisible()
      await paidExactlyOnce(node, courier.payment_hash)

      await goTo(page, 'Activity')
      await expect(amountIn(page, 'Courier, parcel 7741-02')).toContainText('−2,500')
      await expect(amountIn(page, 'Logo sketches, second round')).toContainText('+48,000')
      await page.getByRole('button', { name: /Courier, parcel 7741-02/u }).click()
      await expect(page.getByText('Paid, proof verified')).toBeVisible()
    } finally {
      await wallet.close()
      await node.stop()
    }
  })
}

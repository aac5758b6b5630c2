import { expect, test } from '@playwright/test'
import { launchWallet } from '../support/drivers/app'
import { startDemoProcess } from '../support/processes/demo-process'
import {
  connect,
  createInvoice,
  executions,
  expectConnected,
  goTo,
  spend
} from '../support/drivers/user-actions'
import { temporaryFolder } from '../support/fixtures/temporary-folder'

test('The wallet reconnects after the node was killed, without duplicates and losses', async () => {
  // A node that does not replay, so that messages sent meanwhile are lost and reported.
  const node = await startDemoProcess(['--no-extension'])
  const wallet = await launchWallet({ dataDir: temporaryFolder() })
  const { page } = wallet
  try {
    await connect(page, node.grpc)
    await goTo(page, 'Inbox')
    await node.call('SendMessage', { from: 'Mira', id: 'before', data: Buffer.from('Before the outage') })
    await expect(page.getByText('Before the outage').first()).toBeVisible()

    await node.call('Kill', {})
    await expect(page.getByRole('button', { name: /^Connected/u })).toBeHidden()
    await node.call('Restart', {})
    await expectConnected(page)

    await node.call('SendMessage', { from: 'Mira', id: 'before', data: Buffer.from('Before the outage') })
    await node.call('SendMessage', { from: 'Mira', id: 'after', data: Buffer.from('After the outage') })
    await page
      .getByRole('button', { name: /Mira|[0-9a-f]{4}…/u })
      .first()
      .click()
    const thread = page.getByRole('log')
    await expect(thread.getByText('After the outage')).toBeVisible()
    await expect(thread.getByText('Before the outage')).toHaveCount(1)
    await expect(thread.getByText(/messages sent then may be missing/u)).toBeVisible()
  } finally {
    await wallet.close()
    await node.stop()
  }
})

test('The wallet shows after kill -9 everything that it showed before, and finds the outcome of an interrupted payment', async () => {
  const node = await startDemoProcess()
  const dataDir = temporaryFolder()
  const first = await launchWallet({ dataDir })
  await connect(first.page, node.grpc)
  await createInvoice(first.page, '1200', 'Two zines, by post')
  await node.call('SendMessage', { from: 'Jonas', data: Buffer.from('Logo round two is up') })
  await goTo(first.page, 'Inbox')
  await expect(first.page.getByText('Logo round two is up').first()).toBeVisible()

  const { invoice, payment_hash } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '700',
    memo: 'Stickers'
  })
  await node.call('SetFault', { method: 'PayInvoice', point: 'after', stall: {} })
  await goTo(first.page, 'Pay')
  await first.page.getByLabel('Invoice').fill(invoice)
  await spend(first.page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect(first.page.getByText(/\bSending\b/u).first()).toBeVisible()
  await expect.poll(() => executions(node, payment_hash)).toBe(1)
  await first.kill()

  await node.call('ClearFaults', {})
  const second = await launchWallet({ dataDir })
  const { page } = second
  try {
    await expectConnected(page)
    await goTo(page, 'Inbox')
    await expect(page.getByText('Logo round two is up').first()).toBeVisible()
    await goTo(page, 'Activity')
    await expect(page.getByRole('button', { name: /Two zines, by post/u })).toBeVisible()
    // The demo node can tell what became of it.
    const interrupted = page.getByRole('button', { name: /Stickers/u })
    await expect(interrupted).toContainText('−700')
    await expect(interrupted).not.toContainText(/Sending|Outcome unknown/u)
    expect(await executions(node, payment_hash)).toBe(1)
  } finally {
    await second.close()
    await node.stop()
  }
})

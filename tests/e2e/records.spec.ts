import { copyFileSync, existsSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ANSWERING, messageBox, press } from '../support/drivers/scripted-dialogs'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import {
  connect,
  executions,
  expectConnected,
  goTo,
  payRequests,
  spend
} from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'
import { activeNode } from './wallet-calls'

const gone = (node: DemoProcess) => `The records of ${node.grpc} are gone`

/** The folder of the only node's records. */
function recordsIn(dataDir: string): string {
  const [id] = readdirSync(join(dataDir, 'nodes'))
  return join(dataDir, 'nodes', id ?? '', 'wallet.db')
}

/** Sends a payment that the node makes without ever responding. */
async function payWithoutAnswer(page: Page, node: DemoProcess) {
  const made = await node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '700', memo: 'Stickers' })
  await node.call('SetFault', { method: 'PayInvoice', point: 'after', stall: {} })
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(made.invoice)
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect.poll(() => executions(node, made.payment_hash)).toBe(1)
  return made
}

test('Missing records are reported, and new ones begin only after a typed word', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const first = await launchWallet({ dataDir })
  await connect(first.page, node.grpc)
  await first.close()
  const records = recordsIn(dataDir)
  rmSync(records)

  const { page, ...wallet } = await launchWallet({ dataDir, folder: ANSWERING })
  const { detail, buttons } = await messageBox({ page, ...wallet }, gone(node))
  expect(detail).toContain(`${records}, and it is missing now`)
  expect(buttons).toEqual(['Try again', 'Choose another node', 'Start new records…', 'Quit'])
  await press({ page, ...wallet }, 'Try again')
  await messageBox({ page, ...wallet }, gone(node))
  expect(existsSync(records)).toBe(false)
  await press({ page, ...wallet }, 'Start new records…')

  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('could be paid a second time')
  await dialog.getByRole('button', { name: 'Start new records' }).click({ force: true })
  expect(existsSync(records)).toBe(false)
  await dialog.getByLabel('Type start to continue').fill('start')
  await dialog.getByRole('button', { name: 'Start new records' }).click()
  await expectConnected(page)
  await wallet.close()

  const again = await launchWallet({ dataDir })
  await expectConnected(again.page)
})

test('Empty records are reported, and a backup beside them can replace them', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const first = await launchWallet({ dataDir })
  await connect(first.page, node.grpc)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Shown before') })
  await expect(first.page.getByText('Shown before').first()).toBeVisible()
  await first.close()
  const records = recordsIn(dataDir)
  copyFileSync(records, `${records}.backup`)
  truncateSync(records)

  const wallet = await launchWallet({ dataDir, folder: ANSWERING })
  const { detail } = await messageBox(wallet, gone(node))
  expect(detail).toContain('it is empty now')
  await press(wallet, 'Use wallet.db.backup')
  await expectConnected(wallet.page)
  await expect(wallet.page.getByText('Shown before').first()).toBeVisible()
})

test('An invoice with an unknown outcome at one node has no pay button at another node', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const other = await startDemoProcess()
  try {
    const first = await launchWallet({ dataDir })
    await connect(first.page, node.grpc)
    const { invoice, payment_hash } = await payWithoutAnswer(first.page, node)
    await first.kill()

    const { page } = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: other.grpc } })
    await expectConnected(page)
    await goTo(page, 'Pay')
    await page.getByLabel('Invoice', { exact: true }).fill(invoice)
    const alert = page.getByRole('alert').filter({ hasText: `${node.grpc} sent it today at` })
    await expect(alert).toContainText('its outcome is unknown')
    await expect(alert).toContainText('Nothing was sent now.')
    await expect(page.getByRole('button', { name: /Pay 700|Retry/u })).toHaveCount(0)

    // Not by a direct call either.
    const active = await activeNode(page)
    const order = {
      ...{ node: active, invoice, expectedAmountMsat: 700_000n as never },
      ...{ confirmed: true, retryUnknown: true, asksFirst: false }
    }
    const sent = await page.evaluate((args) => window.imp.pay.send(args), order)
    expect(sent).toMatchObject({ ok: false, error: { code: 'tried-elsewhere' } })
    expect(await payRequests(other)).toBe(0)
    expect(await executions(node, payment_hash)).toBe(1)

    // The way out leads to the payment, at the node that made it, which says how it ended.
    await page.getByRole('button', { name: `Open it in ${node.grpc}` }).click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await expect(details.getByText('Paid, proof verified')).toBeVisible()
    expect(await executions(node, payment_hash)).toBe(1)
  } finally {
    await other.stop()
  }
})

test('Erasing and forgetting show what has no outcome yet, and an erased payment is not made again', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const { page } = await launchWallet({ dataDir })
  await connect(page, node.grpc)
  const { invoice } = await payWithoutAnswer(page, node)

  await goTo(page, 'Settings')
  await page.getByRole('link', { name: 'Data' }).click()
  await page.getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('1 payment is under way')
  await expect(dialog.getByRole('alert')).toContainText('Count 700 sats as spent')
  await expect(dialog.getByRole('alert')).toContainText('your only record of it')
  await dialog.getByLabel('Type erase to continue').fill('erase')
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click()

  await node.call('ClearFaults', {})
  await connect(page, node.grpc)
  await goTo(page, 'Activity')
  await expect(page.getByText('Stickers')).toHaveCount(0)
  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(invoice)
  await expect(page.getByRole('alert').filter({ hasText: /records of that node were erased/u })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pay 700 sats' })).toHaveCount(0)
  expect(await payRequests(node)).toBe(1)
})

test('A node that is saved under a second address is recognised, and its first records can be used there', async ({
  wallet,
  node
}) => {
  const { page } = wallet
  await expectConnected(page)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Received at the first address') })
  await expect(page.getByText('Received at the first address').first()).toBeVisible()
  const second = node.grpc.replace('127.0.0.1', 'localhost')
  await page.evaluate((address) => {
    return window.imp.connection.connect({ address, security: { kind: 'loopback' } })
  }, second)

  const status = page.getByRole('navigation', { name: 'Main' }).getByRole('button')
  await expect(status).toContainText('saved twice')
  await status.click()
  await page.getByRole('button', { name: 'Use those records' }).click()
  await expect(status).toContainText(second)
  const { nodes } = await page.evaluate(async () => {
    const answer = await window.imp.app.snapshot()
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  })
  expect(nodes.map(({ address }) => address)).toEqual([second])
  await goTo(page, 'Inbox')
  await expect(page.getByText('Received at the first address').first()).toBeVisible()
})

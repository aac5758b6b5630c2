import { createServer } from 'node:net'
import { createInvoice, goTo, enterAddress } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'
import { test as firstRunTest } from '../support/drivers/app'

test('Every invoice that cannot be paid gets a clear message, and nothing reaches the node', async ({
  wallet: { page },
  node
}) => {
  const peer = (more: object) =>
    node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '700', memo: 'Stickers', ...more })
  const own = await createInvoice(page, '500', 'My own')
  const good = await peer({})
  const expired = await peer({ age_seconds: '7200', expiry_seconds: '3600' })
  const mainnet = await peer({ network: 'mainnet' })
  const withoutAmount = await peer({ amount_sat: '0' })
  const damaged =
    good.invoice.slice(0, -7) + (good.invoice.at(-7) === 'q' ? 'p' : 'q') + good.invoice.slice(-6)

  await goTo(page, 'Pay')
  const field = page.getByLabel('Invoice', { exact: true })
  for (const [text, sentence] of [
    ['hello there', 'This is not an invoice.'],
    [damaged, 'The invoice is damaged: a character is wrong or missing.'],
    [expired.invoice, 'This invoice has expired'],
    [mainnet.invoice, 'This invoice is for another network'],
    [own, 'This invoice is your own'],
    [
      'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQURZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS',
      'This is an LNURL, not an invoice'
    ],
    ['mira@example.com', 'This is a Lightning Address, not an invoice'],
    [
      'bitcoin:?req-unknown=1&lightning=' + good.invoice,
      'This link requires something the wallet does not know'
    ]
  ] as const) {
    await field.fill(text)
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(page.getByRole('button', { name: /^(Yes, p|P)ay /u })).toHaveCount(0)
  }
  // The demo node can pay an invoice without an amount: the person enters one before there is a button to pay.
  await field.fill(withoutAmount.invoice)
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Yes, p|P)ay [0-9]/u })).toHaveCount(0)
  const state = await node.call('GetState', {})
  expect(state.calls.filter((call) => call.method === 'PayInvoice')).toEqual([])
})

test('An impossible amount or memo is reported at its field, and nothing reaches the node', async ({
  wallet: { page },
  node
}) => {
  await goTo(page, 'Receive')
  const amount = page.getByLabel('Amount')
  const create = page.getByRole('button', { name: 'Create invoice' })
  for (const [text, sentence] of [
    ['', 'Enter an amount.'],
    ['abc', 'Enter digits only'],
    ['-5', 'An amount cannot be negative.'],
    ['0', 'The amount must be more than zero.'],
    ['1.5', 'The smallest amount is 1 sat'],
    ['99999999999999999', 'This is more than all bitcoin there will ever be.']
  ] as const) {
    await amount.fill(text)
    await create.click()
    await expect(page.getByText(sentence)).toBeVisible()
  }
  await amount.fill('500')
  await page.getByLabel('Memo').fill('é'.repeat(320))
  await create.click()
  await expect(page.getByText(/640 of 639 bytes/u)).toBeVisible()
  const state = await node.call('GetState', {})
  expect(state.calls.filter((call) => call.method === 'GenerateInvoice')).toEqual([])
})

firstRunTest('each address that is no IMP node is told apart', async ({ launchWallet, dataDir }) => {
  const silent = createServer((socket) => socket.end('SSH-2.0-Something\r\n'))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { page } = await launchWallet({ dataDir })
  await enterAddress(page)
  const field = page.getByLabel('Node address')
  const connect = page.getByRole('button', { name: 'Connect', exact: true })
  for (const [text, sentence] of [
    ['not an address', 'This is not a node address'],
    ['127.0.0.1:1', 'Nothing answers at 127.0.0.1:1'],
    [`127.0.0.1:${address.port}`, 'This is not an IMP node']
  ] as const) {
    await field.fill(text)
    await connect.click()
    await expect(page.getByText(sentence)).toBeVisible()
  }
  silent.close()
})

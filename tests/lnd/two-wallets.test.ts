import { expect as see, type Page } from '@playwright/test'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { LaunchedWallet } from '../support/drivers/app'
import { goTo, spend } from '../support/drivers/user-actions'
import { temporaryFolder } from '../support/fixtures/temporary-folder'
import { adminLink, pairWith } from './paired-wallet'
import { connected, SOON, walletsOnNetwork } from './running-wallets'
import { paymentsOf } from './support'
import type { TestLnd } from './test-lnd'

/** Two people, each with this wallet in front of an LND of their own. */

const Invoices = v.object({
  invoices: v.array(v.object({ memo: v.string(), r_hash: v.instance(Uint8Array) }))
})

const on = walletsOnNetwork()

async function walletOf(lnd: TestLnd): Promise<LaunchedWallet> {
  const wallet = await on.wallets.start(temporaryFolder())
  await pairWith(wallet.page, adminLink(lnd))
  await connected(wallet)
  await goTo(wallet.page, 'Inbox')
  return wallet
}

const thread = (page: Page) => page.getByRole('log')
const row = (page: Page, text: string) => thread(page).getByRole('article').filter({ hasText: text }).first()

async function write(page: Page, text: string, button: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message to/u }).fill(text)
  await spend(page.getByRole('button', { name: button }))
}

describe('two wallets on two LNDs', { timeout: 300_000 }, () => {
  it('hold a conversation, with an invoice that is paid by one click, and a long answer in parts', async () => {
    const { alice, bob } = on.network
    const [{ page: alices }, { page: bobs }] = [await walletOf(alice), await walletOf(bob)]

    await alices.getByRole('button', { name: 'New message' }).first().click()
    await alices.getByLabel('Public key').fill(await bob.pubkey())
    await alices.getByRole('button', { name: 'Write', exact: true }).click()
    await write(alices, 'Do you still have the zines?', 'Send for 1 sat')
    await see(row(alices, 'Do you still have the zines?')).toContainText('−1', SOON)
    await see(row(bobs, 'Do you still have the zines?')).toBeVisible(SOON)
    // The signature proves Alice.
    await see(bobs.getByText('unverified')).toHaveCount(0)

    await bobs.getByRole('button', { name: 'Request payment' }).click()
    const form = bobs.getByRole('form', { name: 'Request payment' })
    await form.getByLabel('Amount').fill('800')
    await form.getByLabel('Memo').fill('Two zines')
    await spend(form.getByRole('button', { name: 'Send request' }))

    const card = thread(alices).getByRole('button', { name: 'Pay 800 sats' })
    await see(card).toBeVisible(SOON)
    await spend(card)
    const shown = thread(alices).getByRole('article', { name: 'Invoice, 800 sats' })
    await see(shown).toContainText(/\bPaid\b/u, SOON)
    const invoice = thread(bobs).getByRole('article', { name: 'Your invoice, 800 sats' })
    await see(invoice).toContainText(/\bPaid\b/u, SOON)

    const plan = `${'Doors open at six, and the relay crew gets the room from noon. '.repeat(32)}That is all.`
    await write(bobs, plan, 'Send 3 parts for 3 sats')
    await see(row(bobs, 'That is all.')).toContainText('−3', SOON)
    // The thread does not move as long as the pointer is on a card.
    await alices.mouse.move(0, 0)
    await see(row(alices, 'That is all.')).toBeVisible(SOON)

    const listed = await bob.client.call(
      'lnrpc.Lightning/ListInvoices',
      { num_max_invoices: '1000' },
      Invoices
    )
    const hashes = listed.ok ? listed.value.invoices.filter(({ memo }) => memo === 'Two zines') : []
    expect(hashes).toHaveLength(1)
    const [hash = ''] = hashes.map(({ r_hash }) => Buffer.from(r_hash).toString('hex'))
    expect(await paymentsOf(alice, hash)).toEqual(['SUCCEEDED'])
  })
})

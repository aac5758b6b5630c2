import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { sat } from '../../../../../src/shared/money'
import { ok } from '../../../../../src/shared/result'
import type { SettledInvoice } from '../../../../../src/main/node-client/api'
import { makeInvoice, type MadeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

const EXTENDED = { ...NO_CAPABILITIES, extension: true }

function ready(dbFile?: string): OpenWallet {
  const wallet = openWallet({ ...(dbFile === undefined ? {} : { dbFile }), random: () => 0 })
  wallet.node.becomeReady(EXTENDED)
  return wallet
}

async function create(wallet: OpenWallet, salt: string): Promise<MadeInvoice> {
  const made = makeInvoice({ payee: 'our node', salt, description: '', createdAt: wallet.clock.now() })
  wallet.node.generate = () => ok(made.text)
  const created = await wallet.session.receive.create({ amountSat: sat(2_500n), memo: '' })
  expect(created.ok).toBe(true)
  await wallet.clock.advance(0)
  return made
}

const invoiceOf = (wallet: OpenWallet, { paymentHash }: MadeInvoice) => {
  const invoice = wallet.session.receive.get({ paymentHash })
  return invoice instanceof Promise || !invoice.ok ? undefined : invoice.value
}

const settled = (made: MadeInvoice, settleIndex: bigint, settledAt = 0): SettledInvoice => ({
  ...{ paymentHash: made.paymentHash, invoice: made.text, settleIndex, settledAt }
})

describe('the watch of paid invoices', () => {
  it('marks an invoice as paid at once, at the time that the node reports', async () => {
    const wallet = ready()
    const made = await create(wallet, 'a')
    await wallet.clock.advance(8_000)
    wallet.node.watches.at(-1)?.watcher.paid(settled(made, 7n, 5_000))
    expect(invoiceOf(wallet, made)).toMatchObject({ state: 'paid', paidAt: 5_000 })
    expect(wallet.told.paid).toHaveLength(1)
  })

  it('leaves an invoice open when a payment of something else has its payment hash', async () => {
    const wallet = ready()
    const made = await create(wallet, 'a')
    const { watcher } = wallet.node.watches.at(-1) ?? {}
    watcher?.paid({ ...settled(made, 7n), invoice: '' })
    watcher?.paid({ ...settled(made, 8n), invoice: makeInvoice({ salt: 'other' }).text })
    expect(invoiceOf(wallet, made)).toMatchObject({ state: 'open' })
    watcher?.paid({ ...settled(made, 9n), invoice: made.text.toUpperCase() })
    expect(invoiceOf(wallet, made)).toMatchObject({ state: 'paid' })
  })

  it('has one stream, and begins after the last settled invoice that it stored, also at the next start', async () => {
    const first = ready()
    first.node.listener.capabilitiesChanged(EXTENDED)
    first.session.retryNow()
    expect(first.node.watches.map(({ since }) => since)).toEqual([0n])
    const made = await create(first, 'a')
    first.node.watches[0]?.watcher.paid(settled(made, 7n))
    first.node.watches[0]?.watcher.ended()
    first.node.lose()
    await first.clock.advance(60_000)
    expect(first.node.watches).toHaveLength(1)
    first.node.becomeReady(EXTENDED)
    expect(first.node.watches.map(({ since }) => since)).toEqual([0n, 7n])
    await first.session.close()
    expect(ready(first.dbFile).node.watches.map(({ since }) => since)).toEqual([7n])
  })

  it('opens the stream again when the node ends it, with growing intervals', async () => {
    const wallet = ready()
    for (let round = 1; round <= 4; round += 1) {
      wallet.node.watches.at(-1)?.watcher.ended()
      await wallet.clock.advance(0)
      expect(wallet.node.watches).toHaveLength(round)
      await wallet.clock.advance(60_000)
      expect(wallet.node.watches).toHaveLength(round + 1)
    }
  })

  it('replaces the repeated checks of the tracker until it ends', async () => {
    const wallet = ready()
    const known = await create(wallet, 'known')
    wallet.node.watches.at(-1)?.watcher.paid(settled(known, 1n))
    const asked = () => wallet.node.checked.filter((invoice) => invoice === made.text).length
    const made = await create(wallet, 'a')
    await wallet.clock.advance(30 * 60_000)
    expect(asked()).toBe(1)
    wallet.node.watchInvoices = () => undefined
    wallet.node.watches.at(-1)?.watcher.ended()
    await wallet.clock.advance(30 * 60_000)
    expect(asked()).toBeGreaterThan(3)
  })

  it('ignores invoices that others made at this node, and continues after them', async () => {
    const wallet = ready()
    const made = await create(wallet, 'a')
    wallet.node.watches.at(-1)?.watcher.paid(settled(makeInvoice({ salt: 'other' }), 3n))
    expect(invoiceOf(wallet, made)?.state).toBe('open')
    wallet.node.lose()
    wallet.node.watches.at(-1)?.watcher.ended()
    wallet.node.becomeReady(EXTENDED)
    expect(wallet.node.watches.at(-1)?.since).toBe(3n)
  })

  it('does not exist at a node without the extension', async () => {
    const wallet = openWallet()
    wallet.node.becomeReady()
    const made = await create(wallet, 'a')
    await wallet.clock.advance(60_000)
    expect(wallet.node.watches).toEqual([])
    expect(wallet.node.checked.filter((invoice) => invoice === made.text).length).toBeGreaterThan(3)
  })
})

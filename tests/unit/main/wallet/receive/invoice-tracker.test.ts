import { describe, expect, it } from 'vitest'
import { sat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { FakeClock } from '../../../../support/fakes/fake-clock'
import { makeInvoice, type MadeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function ready(given?: { readonly clock?: FakeClock; readonly dbFile?: string }): OpenWallet {
  const wallet = openWallet(given)
  wallet.node.becomeReady()
  return wallet
}

async function create(
  wallet: OpenWallet,
  salt: string | number = 0,
  expirySeconds = 3600
): Promise<MadeInvoice> {
  const made = makeInvoice({
    payee: 'our node',
    salt,
    description: '',
    createdAt: wallet.clock.now(),
    expirySeconds
  })
  const node = wallet.nodes.at(-1) ?? wallet.node
  node.generate = () => ok(made.text)
  const created = await wallet.session.receive.create({ amountSat: sat(2_500n), memo: '' })
  expect(created.ok).toBe(true)
  await wallet.clock.advance(0)
  return made
}

const stateOf = (wallet: OpenWallet, { paymentHash }: MadeInvoice) => {
  const invoice = wallet.session.receive.get({ paymentHash })
  return invoice instanceof Promise || !invoice.ok ? undefined : invoice.value.state
}

describe('the invoice tracker', () => {
  it('survives a client that throws: it reports the bug and frees the slot for the next check', async () => {
    const wallet = ready()
    const check = wallet.node.checkInvoice.bind(wallet.node)
    wallet.node.checkInvoice = () => Promise.reject(new Error('a bug of the client'))
    const made = [await create(wallet, 1), await create(wallet, 2), await create(wallet, 3)]
    await wallet.clock.advance(MINUTE)
    expect(wallet.bugs.length).toBeGreaterThan(2)
    expect(wallet.bugs[0]).toMatchObject({ where: 'invoice-check' })
    wallet.node.checkInvoice = check
    wallet.node.check = () => ok(true)
    await wallet.clock.advance(MINUTE)
    expect(made.map((invoice) => stateOf(wallet, invoice))).toEqual(['paid', 'paid', 'paid'])
  })

  it('checks soon after creation, then at growing intervals', async () => {
    const wallet = ready()
    await create(wallet)
    expect(wallet.node.checked).toHaveLength(1)
    const perMinute: number[] = []
    for (let minute = 0; minute < 12; minute++) {
      const before = wallet.node.checked.length
      await wallet.clock.advance(MINUTE)
      perMinute.push(wallet.node.checked.length - before)
    }
    expect(perMinute[0]).toBeGreaterThanOrEqual(15)
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(30)
    expect(perMinute.at(-1)).toBeLessThanOrEqual(1)
  })

  it('marks a paid invoice as paid, announces it, and never checks it again', async () => {
    const wallet = ready()
    const made = await create(wallet)
    wallet.node.check = (invoice) => ok(invoice === made.text)
    await wallet.clock.advance(MINUTE)
    expect(stateOf(wallet, made)).toBe('paid')
    expect(wallet.told.paid.map(({ paymentHash }) => paymentHash)).toEqual([made.paymentHash])
    const asked = wallet.node.checked.length
    await wallet.clock.advance(3 * HOUR)
    wallet.session.focused()
    await wallet.clock.advance(0)
    expect(wallet.node.checked).toHaveLength(asked)
  })

  it('checks at once when the window comes to the front, and when the node is back', async () => {
    const wallet = ready()
    await create(wallet, 0, 48 * 3600)
    await wallet.clock.advance(2 * HOUR)
    const before = wallet.node.checked.length
    wallet.session.focused()
    await wallet.clock.advance(0)
    expect(wallet.node.checked).toHaveLength(before + 1)
    wallet.node.lose()
    wallet.node.becomeReady()
    await wallet.clock.advance(0)
    expect(wallet.node.checked).toHaveLength(before + 2)
  })

  it('does not call the node while disconnected', async () => {
    const wallet = ready()
    await create(wallet)
    wallet.node.lose()
    const before = wallet.node.checked.length
    wallet.session.focused()
    await wallet.clock.advance(30 * MINUTE)
    expect(wallet.node.checked).toHaveLength(before)
  })

  it('expires an invoice on time, connected or not', async () => {
    const wallet = ready()
    const made = await create(wallet, 0, 90)
    wallet.node.lose()
    await wallet.clock.advance(89_000)
    expect(stateOf(wallet, made)).toBe('open')
    await wallet.clock.advance(1_000)
    expect(stateOf(wallet, made)).toBe('expired')
    expect(wallet.told.changes.at(-1)?.invoices[0]?.state).toBe('expired')
  })

  it('still finds a payment that came after the expiry', async () => {
    const wallet = ready()
    const made = await create(wallet, 0, 60)
    await wallet.clock.advance(5 * MINUTE)
    expect(stateOf(wallet, made)).toBe('expired')
    wallet.node.check = () => ok(true)
    await wallet.clock.advance(2 * HOUR)
    expect(stateOf(wallet, made)).toBe('paid')
    expect(wallet.told.paid).toHaveLength(1)
  })

  it('stops checking an expired invoice after a day', async () => {
    const wallet = ready()
    await create(wallet, 0, 60)
    wallet.node.lose()
    await wallet.clock.advance(25 * HOUR)
    wallet.node.becomeReady()
    const before = wallet.node.checked.length
    await wallet.clock.advance(3 * HOUR)
    expect(wallet.node.checked).toHaveLength(before)
  })

  it('continues after a restart with open and recently expired invoices', async () => {
    const first = ready()
    const open = await create(first, 'open', 7200)
    const expired = await create(first, 'expired', 60)
    await first.clock.advance(2 * MINUTE)
    await first.session.close()
    const second = openWallet({ dbFile: first.dbFile, clock: first.clock })
    second.node.check = () => ok(true)
    second.node.becomeReady()
    await second.clock.advance(MINUTE)
    expect([stateOf(second, open), stateOf(second, expired)]).toEqual(['paid', 'paid'])
  })

  it('makes at most two checks at once and thirty per minute, with hundreds of open invoices', async () => {
    const wallet = ready()
    wallet.node.lose()
    wallet.node.becomeReady()
    for (let n = 0; n < 100; n++) await create(wallet, n, 48 * 3600)
    let release = (): void => undefined
    wallet.node.holdChecks = new Promise((resolve) => (release = resolve))
    await wallet.clock.advance(10 * MINUTE)
    const before = wallet.node.checked.length
    wallet.session.focused()
    await wallet.clock.advance(10 * MINUTE)
    expect(wallet.node.checked.length - before).toBeLessThanOrEqual(2)
    release()
    wallet.node.holdChecks = undefined
    for (let minute = 0; minute < 8; minute++) {
      const start = wallet.node.checked.length
      await wallet.clock.advance(MINUTE)
      expect(wallet.node.checked.length - start).toBeLessThanOrEqual(30)
    }
    expect(new Set(wallet.node.checked.slice(before)).size).toBe(100)
  })

  it('reserves calls for a new invoice while hundreds of old ones are due', async () => {
    const wallet = ready()
    for (let n = 0; n < 80; n++) await create(wallet, n, 48 * 3600)
    await wallet.clock.advance(HOUR)
    wallet.session.focused()
    await wallet.clock.advance(0)
    const made = await create(wallet, 'new')
    const asked = () => wallet.node.checked.filter((invoice) => invoice === made.text).length
    await wallet.clock.advance(10_000)
    expect(asked()).toBeGreaterThanOrEqual(3)
  })

  it('checks at once for a person who asks, whatever the background checks do', async () => {
    const wallet = ready()
    const made = await create(wallet)
    wallet.node.check = () => fail('deadline')
    expect(await wallet.session.receive.check(made)).toMatchObject({ error: { code: 'node-silent' } })
    wallet.node.check = () => fail('no-such-invoice')
    expect(await wallet.session.receive.check(made)).toMatchObject({ value: { state: 'open' } })
    wallet.node.check = () => ok(true)
    expect(await wallet.session.receive.check(made)).toMatchObject({ value: { state: 'paid' } })
  })

  it('stops checking when the session is closed', async () => {
    const wallet = ready()
    await create(wallet)
    await wallet.session.close()
    const before = wallet.node.checked.length
    await wallet.clock.advance(HOUR)
    expect(wallet.node.checked).toHaveLength(before)
    expect(wallet.clock.nextIn).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../../../../src/shared/domain/ids'
import { sat } from '../../../../../src/shared/money'
import { FakeClock, settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'

const MIRA = pubkeyOf('Mira')

function now<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false } | Promise<unknown>
): T {
  if (result instanceof Promise || !result.ok) throw new Error('no value')
  return result.value
}

/** A sent payment of 2,500 sats, an open invoice of 1,000, and 700 sats that came with a message. */
async function lived(): Promise<OpenWallet> {
  const clock = new FakeClock()
  await clock.advance(new Date(2026, 5, 10, 12).getTime())
  const wallet = openWallet({ clock })
  const { node, session } = wallet
  node.becomeReady()
  const createdAt = clock.now()
  node.generate = () => ({
    ok: true,
    value: makeInvoice({ payee: 'our node', amountMsat: 1_000_000n, description: 'Coffee', createdAt }).text
  })
  await session.receive.create({ amountSat: sat(1_000n), memo: 'Coffee' })
  await clock.advance(1_000)
  const invoice = makeInvoice({ createdAt })
  await node.deliver(nodeMessage({ id: 'm1', from: MIRA, text: invoice.text, amount: 700n }))
  await clock.advance(1_000)
  const sent = session.pay.send({
    invoice: invoice.text,
    expectedAmountMsat: 2_500_000n as never,
    confirmed: false,
    retryUnknown: false,
    messageId: 'm1' as MessageId
  })
  expect(sent).toMatchObject({ ok: true })
  node.pays[0]?.answer({ kind: 'paid', preimage: invoice.preimage })
  await settle()
  return wallet
}

const page = (wallet: OpenWallet, query = '') =>
  now(wallet.session.activity.page({ filter: 'all', query, limit: 10, cursor: undefined }))

describe('the activity list', () => {
  it('lists payments, invoices and messages that brought money, newest first, with the sum of each day', async () => {
    const wallet = await lived()
    const { rows, days, next } = page(wallet)
    expect(rows.map(({ kind, state, amountMsat }) => [kind, state, amountMsat])).toEqual([
      ['payment', 'succeeded', 2_500_000n],
      ['message', 'received', 700_000n],
      ['invoice', 'open', 1_000_000n]
    ])
    expect(days).toEqual([{ startsAt: new Date(2026, 5, 10).getTime(), sumMsat: -1_800_000n }])
    expect(next).toBeUndefined()
    expect(page(wallet, 'zines').days).toEqual([
      { startsAt: new Date(2026, 5, 10).getTime(), sumMsat: -2_500_000n }
    ])
  })

  it('names the counterparty by petname, or else by the ends of its key', async () => {
    const wallet = await lived()
    const names = () => page(wallet).rows.map(({ counterparty }) => counterparty)
    expect(names()).toEqual([
      `${MIRA.slice(0, 4)}…${MIRA.slice(-4)}`,
      `${MIRA.slice(0, 4)}…${MIRA.slice(-4)}`,
      undefined
    ])
    void wallet.session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(0n) })
    expect(names()).toEqual(['Mira', 'Mira', undefined])
  })

  it.each(['mira', 'mi'])('finds %j in the petname that a claimed sender is shown with', async (query) => {
    const wallet = await lived()
    await wallet.node.deliver(nodeMessage({ from: MIRA, claimed: true, text: 'a tip', amount: 700n }))
    void wallet.session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(0n) })
    expect(page(wallet, query).rows).toMatchObject([
      { counterparty: 'Mira', unverified: true },
      { counterparty: 'Mira', unverified: false },
      { counterparty: 'Mira', unverified: false }
    ])
  })

  it('gives the totals of the rows shown and the counts of every filter', async () => {
    const { session } = await lived()
    const counts = { all: 3, sent: 1, received: 1, waiting: 1, unknown: 0, failed: 0 }
    expect(now(session.activity.totals({ filter: 'all', query: '' }))).toEqual({
      count: 3,
      sentMsat: 2_500_000n,
      receivedMsat: 700_000n,
      counts
    })
    expect(now(session.activity.totals({ filter: 'received', query: '' }))).toEqual({
      count: 1,
      sentMsat: 0n,
      receivedMsat: 700_000n,
      counts
    })
  })

  it('gives the details of each kind, with the message that a payment came from', async () => {
    const wallet = await lived()
    const details = page(wallet).rows.map(({ key }) => now(wallet.session.activity.details({ key })))
    expect(details).toMatchObject([
      { kind: 'payment', payment: { proof: 'verified' }, message: { from: MIRA, seq: 1, name: '' } },
      { kind: 'message', id: 'm1', amountMsat: 700_000n, message: { seq: 1 }, note: '' },
      { kind: 'invoice', invoice: { memo: 'Coffee' } }
    ])
    for (const key of ['p:nothing', 'x:1', '', 'm:m2']) {
      expect(wallet.session.activity.details({ key })).toEqual({ ok: false, error: { code: 'not-found' } })
    }
  })

  it('stores a note on any entry, finds it, and reports the change', async () => {
    const wallet = await lived()
    for (const { key } of page(wallet).rows) {
      expect(
        wallet.session.activity.setNote({ key, note: `for the ${key.slice(0, 1)} books` })
      ).toMatchObject({ ok: true })
    }
    expect(page(wallet, 'books').rows).toHaveLength(3)
    expect(wallet.told.changes.slice(-3)).toMatchObject([
      { payments: [{ note: 'for the p books' }] },
      { conversations: [MIRA] },
      { invoices: [{ note: 'for the i books' }] }
    ])
    const [payment] = page(wallet).rows
    expect(now(wallet.session.activity.details({ key: payment?.key ?? '' }))).toMatchObject({
      payment: { note: 'for the p books' }
    })
    expect(wallet.session.activity.setNote({ key: 'p:nothing', note: 'x' })).toMatchObject({
      error: { code: 'not-found' }
    })
  })
})

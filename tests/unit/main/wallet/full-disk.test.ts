import { describe, expect, it, vi } from 'vitest'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { fail } from '../../../../src/shared/result'
import { msat, sat } from '../../../../src/shared/money'
import { Store } from '../../../../src/main/store/store'
import { settle } from '../../../support/fakes/fake-clock'
import { onDisk } from '../../../support/fakes/full-disk'
import { makeInvoice, type MadeInvoice } from '../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../support/fakes/scripted-node'

const MIRA = '02'.padEnd(66, 'a') as Pubkey
const LARGE = 'x'.repeat(50_000)

function ready() {
  const { opened: wallet, disk } = onDisk(() => openWallet())
  wallet.node.becomeReady()
  return { wallet, disk }
}

function messagesOf({ session }: OpenWallet) {
  const thread = session.inbox.thread({ pubkey: MIRA, limit: 100 })
  if (thread instanceof Promise || !thread.ok) throw new Error('no thread')
  return thread.value.messages
}

const idsOf = (wallet: OpenWallet) => messagesOf(wallet).map(({ id }) => id)
const outgoingOf = (wallet: OpenWallet) => messagesOf(wallet).at(-1)?.outgoing

function send({ session }: OpenWallet, invoice: MadeInvoice) {
  const sent = session.pay.send({
    invoice: invoice.text,
    expectedAmountMsat: msat(100_000n),
    confirmed: true,
    retryUnknown: false,
    messageId: undefined
  })
  if (sent instanceof Promise) throw new Error('send must not wait')
  return sent
}

const invoiceNo = (salt: number) =>
  makeInvoice({ salt, amountMsat: 100_000n, description: `${salt} `.padEnd(600, 'by post ') })

const statesOf = ({ session }: OpenWallet, invoices: readonly MadeInvoice[]) =>
  invoices.map(({ paymentHash }) => {
    const details = session.activity.details({ key: `p:${paymentHash}` })
    const isPayment = !(details instanceof Promise) && details.ok && details.value.kind === 'payment'
    return isPayment ? details.value.payment.state : undefined
  })

describe('while the disk is full', () => {
  it('a message is neither announced nor lost: it is stored when there is space again', async () => {
    const { wallet, disk } = ready()
    const { node, clock, told } = wallet
    await node.deliver(nodeMessage({ id: 'before' }))
    disk.fill()
    const delivered = node.deliver(nodeMessage({ id: 'large', text: LARGE }), nodeMessage({ id: 'after' }))
    await clock.advance(60_000)
    expect(idsOf(wallet)).toEqual(['before'])
    expect(told.arrived.map(({ id }) => id)).toEqual(['before'])

    disk.makeRoom()
    await clock.advance(1_000)
    await delivered
    expect(idsOf(wallet)).toEqual(['before', 'large', 'after'])
    expect(told.arrived.map(({ id }) => id)).toEqual(['before', 'large', 'after'])
  })

  it('the state shows it at once, without flickering, until there is space', async () => {
    const { wallet, disk } = ready()
    const { node, session, clock, told } = wallet
    expect(session.state.storageUnavailable).toBe(false)
    disk.fill()
    void node.deliver(nodeMessage({ text: LARGE }))
    await settle()
    expect(told.states.at(-1)?.storageUnavailable).toBe(true)

    // A small row still fits into the existing pages.
    await clock.advance(60_000)
    void session.inbox.setSender({ pubkey: MIRA, petname: '', muted: false, minSats: sat(0n) })
    await clock.advance(60_000)
    const since = told.states.findIndex(({ storageUnavailable }) => storageUnavailable)
    expect(told.states.slice(since).every(({ storageUnavailable }) => storageUnavailable)).toBe(true)

    disk.makeRoom()
    await clock.advance(5_000)
    expect(told.states.at(-1)?.storageUnavailable).toBe(false)
    expect(session.state.storageUnavailable).toBe(false)
  })

  it('no payment leaves without its journal row, and each can be sent when there is space', async () => {
    const { wallet, disk } = ready()
    const { node, session } = wallet
    disk.fill()
    const invoices = Array.from({ length: 20 }, (_, salt) => invoiceNo(salt))
    const refused = invoices.filter((invoice) => {
      const sent = send(wallet, invoice)
      if (!sent.ok) expect(sent.error.code).toBe('store-failed')
      return !sent.ok
    })
    expect(refused.length).toBeGreaterThan(10)
    expect(session.state.storageUnavailable).toBe(true)
    const written = invoices.filter((invoice) => !refused.includes(invoice))
    expect(node.pays.map(({ invoice }) => invoice)).toEqual(written.map(({ text }) => text))
    expect(statesOf(wallet, refused)).toEqual(refused.map(() => undefined))

    disk.makeRoom()
    for (const invoice of refused) expect(send(wallet, invoice).ok).toBe(true)
    expect(node.pays).toHaveLength(20)
    for (const { invoice, answer } of node.pays) {
      answer({ kind: 'paid', preimage: invoices.find(({ text }) => text === invoice)?.preimage ?? '' })
    }
    await settle()
    expect(statesOf(wallet, invoices)).toEqual(invoices.map(() => 'succeeded'))
  })

  it('the outcome of a payment is written when there is space, and blocks a second payment until then', async () => {
    const { wallet, disk } = ready()
    const { node, clock } = wallet
    const invoices = Array.from({ length: 20 }, (_, salt) => invoiceNo(salt))
    for (const invoice of invoices) send(wallet, invoice)
    disk.fill()
    // The node's text goes into the journal, and there is no space for a long one.
    for (const { answer } of node.pays) {
      answer({ kind: 'failed', code: 'no-route', text: 'no route '.repeat(200) })
    }
    await settle()
    const waiting = invoices.filter((_, at) => statesOf(wallet, invoices)[at] === 'sending')
    expect(waiting.length).toBeGreaterThan(0)
    for (const invoice of waiting) {
      expect(send(wallet, invoice)).toMatchObject({ error: { code: 'already-sending' } })
    }
    expect(node.pays).toHaveLength(20)

    disk.makeRoom()
    await clock.advance(5_000)
    expect(statesOf(wallet, invoices)).toEqual(invoices.map(() => 'failed'))
  })

  it('messages that could not be stored before the wallet quit are covered by a gap', async () => {
    const { wallet, disk } = ready()
    const { node, clock, session, dbFile } = wallet
    await node.deliver(nodeMessage({ id: 'before' }))
    await clock.advance(60_000)
    disk.fill()
    void node.deliver(nodeMessage({ id: 'large', text: LARGE }))
    await clock.advance(600_000)
    await session.close()

    const again = openWallet({ dbFile, clock })
    again.node.becomeReady()
    const thread = again.session.inbox.thread({ pubkey: MIRA, limit: 100 })
    expect(thread).toMatchObject({ value: { messages: [{ id: 'before' }] } })
    expect(thread).toMatchObject({ value: { gaps: [{ from: 60_000, to: 660_000, reason: 'offline' }] } })
  })
})

it('Payments that an earlier run left sending become unknown as soon as that can be written', async () => {
  const first = openWallet()
  first.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
  const invoice = invoiceNo(1)
  send(first, invoice)
  const draft = { draftId: crypto.randomUUID(), pubkey: MIRA, text: 'Thursday', confirmed: true }
  const sent = await first.session.outbox.send({ ...draft, replyToId: undefined, maxCostSat: sat(1n) })
  expect(sent.ok).toBe(true)

  // The first run was killed, so its session is not closed.
  const write = vi.spyOn(Store.prototype, 'write').mockReturnValue(fail('store-failed'))
  const second = openWallet({ dbFile: first.dbFile })
  write.mockRestore()
  expect(statesOf(second, [invoice])).toEqual(['sending'])
  expect(outgoingOf(second)).toMatchObject({ state: 'sending' })
  await second.clock.advance(5_000)
  expect(statesOf(second, [invoice])).toEqual(['unknown'])
  expect(outgoingOf(second)).toMatchObject({ state: 'unknown' })
})

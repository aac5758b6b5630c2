import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES, type Capabilities } from '../../../../../src/shared/domain/node'
import { msat, sat } from '../../../../../src/shared/money'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { MIRA, LOST, ready, send, answer, thread, ours } from './outbox-setup'

const stateOf = (wallet: OpenWallet) => ours(wallet).outgoing?.state

describe('the outbox', () => {
  it('stores a message with its cost before it calls the node', () => {
    const wallet = ready()
    const { node, dbFile } = wallet
    const sendMessage = node.sendMessage.bind(node)
    let onDisk: string | undefined
    node.sendMessage = (request) => {
      onDisk = stateOf(openWallet({ dbFile }))
      return sendMessage(request)
    }
    send(wallet)
    // A second wallet that opens the same file treats the row as left by a crash.
    expect(onDisk).toBe('unknown')
    expect(node.sends.map(({ request }) => request)).toEqual([
      {
        to: MIRA,
        data: Buffer.from('Thursday suits me'),
        amountSat: 1n,
        replyToId: '',
        draft: ours(wallet).id
      }
    ])
  })

  it('names the largest fee of each payment to a node with the extension', () => {
    const wallet = ready()
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true, extension: true })
    send(wallet, 'x'.repeat(2_000))
    expect(wallet.node.sends).toMatchObject([{ request: { amountSat: 3n, feeLimitMsat: 10_000n } }])
  })

  it('returns before the node answers', () => {
    expect(send(ready())).toMatchObject({ ok: true, value: { outgoing: { state: 'sending', attempts: 1 } } })
  })

  it('puts the message into its thread and into the search, and starts a conversation if there was none', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(thread(wallet)).toMatchObject([
      { direction: 'out', text: 'Thursday suits me', amountSat: 1n, read: true, outgoing: { state: 'sent' } }
    ])
    expect(wallet.session.inbox.search({ query: 'thursday', limit: 10 })).toMatchObject({
      value: { found: [{ direction: 'out', snippet: 'Thursday suits me' }] }
    })
    expect(wallet.session.inbox.conversations({ limit: 10 })).toMatchObject({
      value: {
        conversations: [{ pubkey: MIRA, lastLine: 'You: Thursday suits me', unread: 0, receivedSat: 0n }]
      }
    })
  })

  it('announces a message when it is written and again when it has an outcome', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(
      wallet.told.changes.map(({ conversations, messages }) => [
        conversations,
        messages.map(({ outgoing }) => outgoing?.state)
      ])
    ).toEqual([
      [[MIRA], ['sending']],
      [[MIRA], ['sent']]
    ])
  })

  it('announces an outcome with name and line, without the text of an invoice', async () => {
    const wallet = ready()
    const { session, told } = wallet
    await session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(1n) })
    send(wallet)
    await answer(wallet, { kind: 'failed', code: 'no-route', text: 'no route' })
    send(wallet, makeInvoice().text, { draft: 2 })
    expect(told.settled).toHaveLength(1)
    await answer(wallet, LOST)
    const [first, second] = thread(wallet)
    expect(told.settled).toEqual([
      { seq: first?.seq, to: MIRA, petname: 'Mira', state: 'failed', line: 'Thursday suits me' },
      { seq: second?.seq, to: MIRA, petname: 'Mira', state: 'unknown', line: '' }
    ])
  })

  it('sends a draft once even if it is sent often', async () => {
    const wallet = ready()
    const first = send(wallet)
    for (let click = 0; click < 20; click += 1) expect(send(wallet)).toEqual(first)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(send(wallet)).toMatchObject({ ok: true, value: { outgoing: { state: 'sent' } } })
    expect(wallet.node.sends).toHaveLength(1)
    expect(thread(wallet)).toHaveLength(1)
  })

  it('sends the same text twice if it was written twice', () => {
    const wallet = ready()
    send(wallet, 'ok', { draft: 1 })
    send(wallet, 'ok', { draft: 2 })
    expect(wallet.node.sends).toHaveLength(2)
    expect(thread(wallet)).toHaveLength(2)
  })

  it.each([
    ['nothing is written', ' \n', {}, 'nothing-written'],
    ['it is longer than nodes take', 'a'.repeat(431_101), { maxCostSat: sat(500n) }, 'too-long'],
    ['it costs more than was shown', 'a'.repeat(901), { maxCostSat: sat(1n) }, 'costs-more'],
    ['the sender is no node', 'Hi', { to: 'somebody' as Pubkey }, 'no-recipient']
  ])('refuses when %s', (_, text, written, code) => {
    const wallet = ready()
    expect(send(wallet, text, written)).toMatchObject({ ok: false, error: { code } })
    expect(wallet.node.sends).toHaveLength(0)
    expect(thread(wallet)).toHaveLength(0)
  })

  it('refuses while disconnected, and if the node cannot send', () => {
    const offline = openWallet()
    expect(send(offline)).toMatchObject({ error: { code: 'not-connected' } })
    const mute = openWallet()
    mute.node.becomeReady(NO_CAPABILITIES)
    expect(send(mute)).toMatchObject({ error: { code: 'node-cannot-send' } })
  })

  it('counts messages toward the limits of one click, and asks above them', async () => {
    const wallet = ready()
    send(wallet, 'a'.repeat(5_000))
    expect(wallet.session.state.oneClickSpentSat).toBe(6n)
    await answer(wallet, { kind: 'failed', code: 'no-route', text: '' })
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
    wallet.limits.clickLimitSat = sat(5n)
    expect(send(wallet, 'a'.repeat(5_000), { draft: 2 })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
    expect(send(wallet, 'a'.repeat(5_000), { draft: 2, confirmed: true })).toMatchObject({ ok: true })
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
  })
})

describe('the fee of a message', () => {
  const extended = (capabilities: Partial<Capabilities> = {}) => {
    const wallet = ready()
    wallet.node.becomeReady({
      ...NO_CAPABILITIES,
      sendMessage: true,
      extension: true,
      limitsMessageFees: true,
      ...capabilities
    })
    return wallet
  }
  const spent = ({ session }: OpenWallet) => session.state.oneClickSpentSat
  const THREE_PARTS = 'x'.repeat(2_000)

  it('counts toward the limits with the largest fee of each part, and then with what it was', async () => {
    const wallet = extended()
    send(wallet, THREE_PARTS)
    expect(spent(wallet)).toBe(33n)
    await answer(wallet, { kind: 'sent', id: 'abc', feeMsat: msat(3_150n) })
    expect(spent(wallet)).toBe(7n)
    expect(ours(wallet).outgoing).toMatchObject({ feeMsat: 3_150n, feeLimitMsat: 10_000n })
  })

  it('counts with the largest fee if the node does not report it, and if the outcome is unknown', async () => {
    const wallet = extended()
    send(wallet, THREE_PARTS)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(spent(wallet)).toBe(33n)
    send(wallet, 'short', { draft: 2 })
    await answer(wallet, LOST)
    expect(spent(wallet)).toBe(44n)
    send(wallet, 'also short', { draft: 3 })
    await answer(wallet, { kind: 'failed', code: 'no-route', text: '' })
    expect(spent(wallet)).toBe(44n)
  })

  it('can take a message above a limit, and then the person is asked', () => {
    const wallet = extended()
    wallet.limits.clickLimitSat = sat(32n)
    const refused = { error: { code: 'needs-confirmation' } }
    expect(send(wallet, THREE_PARTS)).toMatchObject(refused)
    wallet.limits.clickLimitSat = sat(33n)
    wallet.limits.dayLimitSat = sat(32n)
    expect(send(wallet, THREE_PARTS)).toMatchObject(refused)
    wallet.limits.dayLimitSat = sat(33n)
    expect(send(wallet, THREE_PARTS)).toMatchObject({ ok: true })
    expect(send(wallet, 'more', { draft: 2 })).toMatchObject(refused)
  })

  it('does not count if the node takes no limit of the wallet', async () => {
    const wallet = ready()
    send(wallet, THREE_PARTS)
    expect(spent(wallet)).toBe(3n)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(spent(wallet)).toBe(3n)
    expect(wallet.session.outbox.largestFee(sat(3n))).toBeUndefined()
  })

  it('has a largest fee that is promised only if the node keeps it', () => {
    expect(extended().session.outbox.largestFee(sat(3n))).toBe(30n)
    const older = extended({ limitsMessageFees: false })
    expect(older.session.outbox.largestFee(sat(3n))).toBeUndefined()
    send(older, THREE_PARTS)
    // An earlier version of the node ignores it.
    expect(older.node.sends).toMatchObject([{ request: { feeLimitMsat: 10_000n } }])
    expect(ours(older).outgoing?.feeLimitMsat).toBeUndefined()
    expect(spent(older)).toBe(33n)
  })
})

describe('a reply', () => {
  it('refers to a message by the id that the other side knows', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'question', from: MIRA, text: 'When?' }))
    send(wallet, 'Thursday', { replyToId: 'question' })
    expect(wallet.node.sends[0]?.request.replyToId).toBe('question')
    expect(ours(wallet).replyTo).toMatchObject({ direction: 'in', text: 'When?' })
    await answer(wallet, { kind: 'sent', id: 'ours-by-the-node' })
    send(wallet, 'At noon', { draft: 2, replyToId: ours(wallet).id })
    expect(wallet.node.sends[1]?.request.replyToId).toBe('ours-by-the-node')
  })

  it('refers to the same message at every attempt, because the node takes another reference for another message', async () => {
    const wallet = ready()
    send(wallet, 'When?')
    send(wallet, 'On Thursday?', { draft: 2, replyToId: ours(wallet).id })
    const { id } = ours(wallet)
    expect(wallet.node.sends[1]?.request.replyToId).toBe('')
    wallet.node.sends[0]?.answer({ kind: 'sent', id: 'ours-by-the-node' })
    await answer(wallet, LOST)
    const order = { id, confirmed: true, retryUnknown: true }
    expect(wallet.session.outbox.resend(order)).toMatchObject({ ok: true })
    expect(wallet.node.sends[2]?.request).toEqual(wallet.node.sends[1]?.request)
  })

  it('refers to nothing if no node gave an id', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: '', from: MIRA, text: 'When?' }))
    const [question] = thread(wallet)
    send(wallet, 'Thursday', { replyToId: question?.id ?? '' })
    expect(wallet.node.sends[0]?.request.replyToId).toBe('')
    expect(ours(wallet).replyTo).toMatchObject({ text: 'When?' })
  })

  it('from another sender quotes our message, even if somebody reuses its id', async () => {
    const wallet = ready()
    send(wallet, 'Thursday?')
    await answer(wallet, { kind: 'sent', id: 'ours' })
    await wallet.node.deliver(
      nodeMessage({ id: 'ours', from: MIRA, text: 'I owe you nothing' }),
      nodeMessage({ from: MIRA, text: 'Yes', replyToId: 'ours' })
    )
    expect(thread(wallet).at(-1)?.replyTo).toMatchObject({ direction: 'out', text: 'Thursday?' })
  })
})

import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { sat } from '../../../../../src/shared/money'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { MIRA, JONAS, ready, now, thread, conversations } from './inbox-setup'

describe('a machine message', () => {
  it('is neither unread nor notified, and is shown in runs between messages of people', async () => {
    const wallet = ready()
    const chatter = () => nodeMessage({ from: MIRA, text: 'rppacketend', amount: 3n })
    await wallet.node.deliver(chatter(), chatter(), nodeMessage({ from: MIRA, text: 'hi' }), chatter())
    await wallet.node.deliver(chatter())
    const { messages, machine } = thread(wallet)
    expect(messages.map(({ text }) => text)).toEqual(['hi'])
    expect(
      machine.map(({ count, firstSeq, lastSeq, amountSat }) => [count, firstSeq, lastSeq, amountSat])
    ).toEqual([
      [2, 1, 2, 6n],
      [2, 4, 5, 6n]
    ])
    expect(conversations(wallet)).toMatchObject([{ unread: 1, machineCount: 4, lastLine: 'hi', lastSeq: 3 }])
    expect(wallet.told.arrived.map(({ line }) => line)).toEqual(['hi'])
    const run = now(wallet.session.inbox.machineRun({ pubkey: MIRA, fromSeq: 4, toSeq: 5, limit: 1 }))
    expect(run).toMatchObject([{ seq: 4, text: 'rppacketend' }])
  })

  it('does not move its conversation to the top', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: 'rppacketend' }))
    await wallet.node.deliver(nodeMessage({ from: JONAS, text: 'hi' }))
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: 'rppacketend' }))
    expect(conversations(wallet).map(({ pubkey, lastLine }) => [pubkey, lastLine])).toEqual([
      [JONAS, 'hi'],
      [MIRA, '']
    ])
  })
})

describe('a payment streamed to a podcast', () => {
  const UNKNOWN = '' as Pubkey
  const payment = (record: object) =>
    nodeMessage({ from: '', serviceType: 'podcast', text: JSON.stringify(record), amount: 10n })
  const streamed = (minute: number, podcast = 'The Long Wire') =>
    payment({ action: 'stream', podcast, episode: '88', ts: 60 * minute, app_name: 'Fountain' })
  const boost = payment({ action: 'boost', podcast: 'The Long Wire', message: 'Great' })

  it('is a minute of a line, between the messages of people', async () => {
    const wallet = ready()
    await wallet.node.deliver(...Array.from({ length: 60 }, (_, n) => streamed(n + 1)), boost)
    await wallet.node.deliver(nodeMessage({ from: '', text: 'rppacketend' }), streamed(61))
    const { messages, machine } = thread(wallet, UNKNOWN)
    expect(messages.map(({ text }) => text)).toEqual(['Boost, The Long Wire\nGreat'])
    expect(machine).toMatchObject([
      { count: 60, amountSat: 600n, streamed: { podcast: 'The Long Wire', minutes: 60 } },
      { count: 1 },
      { count: 1, amountSat: 10n, streamed: { podcast: 'The Long Wire', minutes: undefined } }
    ])
    expect(machine[1]).not.toHaveProperty('streamed')
    expect(wallet.told.arrived).toHaveLength(1)
    expect(conversations(wallet)).toMatchObject([{ unread: 1, receivedSat: 621n }])
  })

  /** `a` and `b`: a payment to one podcast and to another. `k`: a keep-alive. */
  const sequence = async (turns: string) => {
    const wallet = ready()
    for (const [n, turn] of [...turns].entries()) {
      const chatter = nodeMessage({ from: '', text: 'keepalive' })
      await wallet.node.deliver(
        turn === 'k' ? chatter : streamed(n, turn === 'a' ? 'The Long Wire' : 'Side Band')
      )
    }
    return wallet
  }
  const lines = (wallet: OpenWallet) =>
    thread(wallet, UNKNOWN).machine.map(({ count, streamed: of }) => [
      count,
      of === undefined ? 'chatter' : (of.podcast ?? 'several')
    ])

  it.each([
    [
      'aaaaaabbbbbbaaaaa',
      [
        [6, 'The Long Wire'],
        [6, 'Side Band'],
        [5, 'The Long Wire']
      ]
    ],
    ['abababababababab', [[16, 'several']]],
    [
      'aaaaabababababab',
      [
        [5, 'The Long Wire'],
        [11, 'several']
      ]
    ],
    ['abaaaaaaaabbbbbb', [[16, 'several']]],
    [
      'kaaaaak',
      [
        [1, 'chatter'],
        [5, 'The Long Wire'],
        [1, 'chatter']
      ]
    ],
    [
      'kakakakakak',
      [
        [1, 'chatter'],
        [10, 'chatter']
      ]
    ],
    [
      'ababakb',
      [
        [5, 'several'],
        [1, 'chatter'],
        [1, 'Side Band']
      ]
    ]
  ])('belongs to a line of few, in the order %s', async (turns, shown) => {
    expect(lines(await sequence(turns))).toEqual(shown)
  })

  it('counts no minutes in a line of several podcasts, and is named in the list of conversations', async () => {
    const wallet = await sequence('ab')
    expect(thread(wallet, UNKNOWN).machine).toMatchObject([
      { count: 2, amountSat: 20n, streamed: { podcast: undefined, minutes: undefined } }
    ])
    expect(conversations(wallet)[0]?.lastLine).toBe('Streamed, The Long Wire')
  })

  it('is a message of a person if it has words, words of a wrong type, or brought much', async () => {
    const wallet = ready()
    const record = { action: 'stream', podcast: 'The Long Wire' }
    const large = { ...payment(record), amount: 1_000_000n }
    await wallet.node.deliver(
      payment({ ...record, message: 'Hi' }),
      payment({ ...record, message: ['Hi'] }),
      large
    )
    expect(thread(wallet, UNKNOWN).machine).toEqual([])
    expect(wallet.told.arrived.map(({ amountSat }) => amountSat)).toEqual([10n, 10n, 1_000_000n])
    expect(conversations(wallet)).toMatchObject([{ unread: 3 }])
  })

  it('leaves the messages of people in a window, however the podcasts change', async () => {
    const wallet = ready()
    await wallet.node.deliver(boost, ...Array.from({ length: 30 }, (_, n) => streamed(n, `Podcast ${n}`)))
    const { messages, older } = thread(wallet, UNKNOWN, 10)
    expect([messages.length, older]).toEqual([1, false])
  })
})

describe('a run of machine messages', () => {
  it('is returned whole if it grew beyond the window that a page has', async () => {
    const wallet = ready()
    const chatter = () => nodeMessage({ from: MIRA, text: 'rppacketend' })
    await wallet.node.deliver(nodeMessage({ from: MIRA }), chatter(), chatter())
    const known = thread(wallet).machine[0]?.lastSeq ?? 0
    const after = () =>
      now(wallet.session.inbox.thread({ pubkey: MIRA, limit: 10, at: { kind: 'after', seq: known } }))
    expect(after().machine).toEqual([])
    await wallet.node.deliver(chatter(), nodeMessage({ from: MIRA, text: 'hi' }), chatter())
    expect(after().machine.map(({ firstSeq, count }) => [firstSeq, count])).toEqual([
      [2, 3],
      [6, 1]
    ])
    expect(after().messages.map(({ text }) => text)).toEqual(['hi'])
  })
})

describe('a thread', () => {
  it('is read in windows from any place, with each message in exactly one window', async () => {
    const wallet = ready()
    for (let n = 0; n < 25; n++) {
      await wallet.node.deliver(
        nodeMessage({ from: MIRA, text: `m${n}` }),
        nodeMessage({ from: JONAS, text: 'else' }),
        nodeMessage({ from: MIRA, text: 'rppacketend' })
      )
    }
    const { inbox } = wallet.session
    const pages = []
    let at: { readonly kind: 'before'; readonly seq: number } | undefined
    for (;;) {
      const page = now(inbox.thread({ pubkey: MIRA, limit: 10, at }))
      pages.unshift(page)
      if (!page.older) break
      at = { kind: 'before', seq: Math.min(page.messages[0]?.seq ?? 0, page.machine[0]?.firstSeq ?? 0) }
    }
    expect(pages.map(({ messages, machine }) => [messages.length, machine.length])).toEqual(
      Array.from({ length: 5 }, () => [5, 5])
    )
    expect(pages.flatMap(({ messages }) => messages.map(({ text }) => text))).toEqual(
      Array.from({ length: 25 }, (_, n) => `m${n}`)
    )
    expect(pages.flatMap(({ machine }) => machine)).toHaveLength(25)
    const middle = pages[2]?.messages[0]?.seq ?? 0
    const around = now(inbox.thread({ pubkey: MIRA, limit: 10, at: { kind: 'around', seq: middle } }))
    expect(around.messages.map(({ seq }) => seq)).toContain(middle)
    expect([around.older, around.newer]).toEqual([true, true])
    const after = now(inbox.thread({ pubkey: MIRA, limit: 100, at: { kind: 'after', seq: middle } }))
    expect(after.messages).toHaveLength(14)
    expect([after.older, after.newer]).toEqual([true, false])
  })

  it('counts read messages, one by one and all at once', async () => {
    const wallet = ready()
    await wallet.node.deliver(...['a', 'b', 'c'].map((text) => nodeMessage({ from: MIRA, text })))
    await wallet.node.deliver(nodeMessage({ from: JONAS }))
    const { inbox } = wallet.session
    expect(conversations(wallet)[1]).toMatchObject({ unread: 3, firstUnreadSeq: 1 })
    void inbox.markRead({ pubkey: MIRA, upToSeq: 2 })
    expect(conversations(wallet)[1]).toMatchObject({ unread: 1, firstUnreadSeq: 3 })
    expect(thread(wallet).messages.map(({ read }) => read)).toEqual([true, true, false])
    expect(wallet.session.state.unread).toBe(2)
    void inbox.markRead({ pubkey: MIRA, upToSeq: 1 })
    expect(wallet.session.state.unread).toBe(2)
    void inbox.markAllRead(undefined)
    expect(wallet.session.state.unread).toBe(0)
    expect(new Set(wallet.told.changes.at(-1)?.conversations)).toEqual(new Set([JONAS, MIRA]))
    await wallet.node.deliver(nodeMessage({ from: MIRA }))
    expect(conversations(wallet)[0]).toMatchObject({ unread: 1 })
  })

  it('quotes the message that is replied to, and shows if it is missing', async () => {
    const wallet = ready()
    void wallet.session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(0n) })
    await wallet.node.deliver(
      nodeMessage({ id: 'question', from: MIRA, text: 'When?\nWhere?' }),
      nodeMessage({ id: 'answer', from: JONAS, text: 'At eight', replyToId: 'question' }),
      nodeMessage({ from: JONAS, text: 'Yes', replyToId: 'never seen' })
    )
    expect(thread(wallet, JONAS).messages.map(({ replyTo }) => replyTo)).toEqual([
      { id: 'question', seq: 1, direction: 'in', name: 'Mira', text: 'When? Where?' },
      'missing'
    ])
  })

  it('shows invoices as cards with their current state', async () => {
    const wallet = ready()
    const { text, paymentHash } = makeInvoice()
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: `For the zines: ${text}` }))
    const card = () => thread(wallet).messages[0]?.invoices[0]
    expect(card()).toMatchObject({ paymentHash, verdict: { kind: 'one-click' } })
    void wallet.session.pay.send({
      invoice: text,
      expectedAmountMsat: 2_500_000n as never,
      confirmed: false,
      retryUnknown: false,
      messageId: undefined
    })
    expect(card()).toMatchObject({ payment: { state: 'sending' }, verdict: { code: 'already-sending' } })
    expect(wallet.told.arrived[0]?.invoice).toEqual({ amountMsat: 2_500_000n })
  })

  it('has the words beside an invoice in its last line, or else the amount', async () => {
    const wallet = ready()
    const { text } = makeInvoice()
    const line = () => conversations(wallet)[0]?.lastLine
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: `For the zines: ${text}` }))
    expect(line()).toContain('For the zines: ln')
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: `lightning:${text.toUpperCase()} for zines` }))
    expect(line()).toBe('for zines')
    await wallet.node.deliver(nodeMessage({ from: MIRA, text }))
    expect(line()).toBe('Invoice for 2,500 sats')
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: makeInvoice({ amountMsat: undefined }).text }))
    expect(line()).toBe('Invoice without an amount')
  })

  it('shows the card of an invoice at the end of a long text', async () => {
    const wallet = ready()
    const { text, paymentHash } = makeInvoice()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, text: `${'All about zines. '.repeat(2_000)}${text}` })
    )
    expect(thread(wallet).messages[0]).toMatchObject({
      kind: 'invoice',
      truncated: true,
      invoices: [{ paymentHash }]
    })
  })
})

describe('a gap', () => {
  const gaps = (wallet: OpenWallet) => thread(wallet).gaps

  it('does not exist before the first connection, and exists for each time without a stream', async () => {
    const wallet = openWallet()
    await wallet.clock.advance(60_000)
    wallet.node.becomeReady()
    await wallet.node.deliver(nodeMessage({ from: MIRA }))
    expect(gaps(wallet)).toEqual([])
    await wallet.clock.advance(1_000)
    wallet.node.lose()
    await wallet.clock.advance(5_000)
    wallet.node.becomeReady()
    expect(gaps(wallet)).toEqual([{ from: 61_000, to: 66_000, reason: 'offline' }])
  })

  it('shows that a message was too large', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA }))
    wallet.node.lose('oversized-message')
    await wallet.clock.advance(500)
    wallet.node.becomeReady()
    expect(gaps(wallet)).toEqual([{ from: 0, to: 500, reason: 'oversized-message' }])
  })

  it('covers the time when the wallet did not run, also after a crash', async () => {
    const first = ready()
    await first.node.deliver(nodeMessage({ from: MIRA }))
    await first.clock.advance(150_000)
    // Not closed, as if the process was killed. The stream was last recorded at 120 s.
    const second = openWallet({ dbFile: first.dbFile, clock: first.clock })
    await second.clock.advance(600_000)
    second.node.becomeReady()
    expect(gaps(second)[0]).toMatchObject({ from: 120_000, reason: 'offline' })
    expect(gaps(second).at(-1)?.to).toBe(750_000)
  })
})

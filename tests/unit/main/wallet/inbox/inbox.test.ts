import { describe, expect, it } from 'vitest'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../../src/shared/money'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'

const MIRA = pubkeyOf('Mira')
const JONAS = pubkeyOf('Jonas')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function ready(): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady()
  return wallet
}

/** The value of a call that is synchronous here. */
function now<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false } | Promise<unknown>
): T {
  if (result instanceof Promise || !result.ok) throw new Error('no value')
  return result.value
}

const thread = ({ session }: OpenWallet, pubkey: Pubkey = MIRA, limit = 50) =>
  now(session.inbox.thread({ pubkey, limit, at: undefined }))
const texts = (wallet: OpenWallet, pubkey?: Pubkey) => thread(wallet, pubkey).messages.map(({ text }) => text)
const conversations = ({ session }: OpenWallet, query?: string) =>
  now(session.inbox.conversations({ limit: 50, before: undefined, query })).conversations

describe('a received message', () => {
  it('is stored in order and announced once per batch, after it is on disk', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, text: 'one' }),
      nodeMessage({ from: JONAS, text: 'two' }),
      nodeMessage({ from: MIRA, text: 'three' })
    )
    expect(wallet.told.changes.map(({ conversations: pubkeys }) => pubkeys)).toEqual([[MIRA, JONAS]])
    expect(wallet.told.arrived.map(({ line }) => line)).toEqual(['one', 'two', 'three'])
    expect(texts(wallet)).toEqual(['one', 'three'])
    expect(wallet.session.state.unread).toBe(3)
    expect(texts(openWallet({ dbFile: wallet.dbFile }))).toEqual(['one', 'three'])
  })

  it('is stored once even if it is delivered often', async () => {
    const wallet = ready()
    const message = nodeMessage({ id: 'same', from: MIRA, text: 'once' })
    await wallet.node.deliver(message, message)
    wallet.node.lose()
    wallet.node.becomeReady()
    await wallet.node.deliver(message)
    expect(texts(wallet)).toEqual(['once'])
    expect(wallet.told.arrived).toHaveLength(1)
    expect(wallet.session.state.unread).toBe(1)
  })

  it('is stored beside a message with the same id and other content, once', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'same', from: MIRA, text: 'true' }))
    const forged = nodeMessage({ id: 'same', from: JONAS, text: 'forged' })
    await wallet.node.deliver(forged, forged)
    expect(texts(wallet)).toEqual(['true'])
    expect(texts(wallet, JONAS)).toEqual(['forged'])
  })

  it('without an id gets a derived one: a redelivery keeps it, the same text sent later gets another', async () => {
    const wallet = ready()
    const message = nodeMessage({ id: '', from: MIRA, text: 'ok' })
    await wallet.node.deliver(message, nodeMessage({ id: '', from: JONAS, text: 'ok' }))
    wallet.node.lose()
    wallet.node.becomeReady()
    await wallet.node.deliver(message)
    expect(texts(wallet)).toEqual(['ok'])
    expect(texts(wallet, JONAS)).toEqual(['ok'])
    await wallet.clock.advance(3_600_000)
    await wallet.node.deliver(message)
    expect(texts(wallet)).toEqual(['ok', 'ok'])
  })

  it('without an id counts as two if one stream delivers it twice, and another stream redelivers both', async () => {
    const wallet = ready()
    const message = nodeMessage({ id: '', from: MIRA, text: 'a hundred', amount: 100n })
    await wallet.node.deliver(message, message)
    wallet.node.lose()
    wallet.node.becomeReady()
    await wallet.node.deliver(message, message)
    expect(texts(wallet)).toEqual(['a hundred', 'a hundred'])
    expect(conversations(wallet)[0]?.receivedSat).toBe(200n)
    await wallet.node.deliver(message)
    expect(texts(wallet)).toHaveLength(3)
  })

  it('keeps bytes that are not UTF-8, and every byte of a long text', async () => {
    const wallet = ready()
    const binary = Uint8Array.of(0xff, 0xfe, 0, 1, 2)
    const long = `${'é'.repeat(9_999)}\0${'x'.repeat(20_000)}`
    await wallet.node.deliver(
      nodeMessage({ id: 'b', from: MIRA, data: binary }),
      nodeMessage({ id: 'l', from: MIRA, text: long }),
      nodeMessage({ id: 'bom', from: MIRA, text: '\ufeffwith a mark' })
    )
    const [first, second] = thread(wallet).messages
    expect(first).toMatchObject({ kind: 'binary', text: '', byteLength: 5, truncated: false })
    expect(second).toMatchObject({ kind: 'text', byteLength: bytes(long).length, truncated: true })
    expect(second?.text.length).toBeLessThan(5_000)
    const data = (id: string) => now(wallet.session.inbox.data(id as MessageId))
    expect(data('b')).toMatchObject({ extension: 'bin' })
    expect([...data('b').bytes]).toEqual([...binary])
    expect(new TextDecoder().decode(data('l').bytes)).toBe(long)
    expect([...data('bom').bytes]).toEqual([...bytes('\ufeffwith a mark')])
  })

  it('is shown sanitised if its text is hostile, and stored unchanged', async () => {
    const wallet = ready()
    const hostile = `\u202egnp.exe\u200b a${'\u0301'.repeat(10_000)} \u0000 end`
    await wallet.node.deliver(nodeMessage({ id: 'h', from: MIRA, text: hostile }))
    const [shown] = thread(wallet).messages
    expect(shown?.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/u)
    expect(shown?.text.match(/\u0301/gu)?.length ?? 0).toBeLessThan(10)
    expect(new TextDecoder().decode(now(wallet.session.inbox.data('h' as MessageId)).bytes)).toBe(hostile)
  })

  it('adds nothing to sums if its amount cannot be true, over the whole range of int64', async () => {
    const wallet = ready()
    const amounts = [2n ** 63n - 1n, -(2n ** 63n), -1n, 0n, 2_100_000_000_000_001n, 700n]
    await wallet.node.deliver(...amounts.map((amount) => nodeMessage({ from: MIRA, amount })))
    expect(thread(wallet).messages.map(({ amountSat }) => amountSat)).toEqual([0n, 0n, 0n, 0n, 0n, 700n])
    expect(conversations(wallet)).toMatchObject([{ receivedSat: 700n, unread: 6 }])
    expect(now(wallet.session.activity.totals({ filter: 'all', query: '' }))).toMatchObject({
      count: 1,
      receivedMsat: 700_000n
    })
  })

  it('cannot overflow a sum, whatever amount the node reports', async () => {
    const wallet = ready()
    const all = 2_100_000_000_000_000n
    await wallet.node.deliver(
      ...Array.from({ length: 5_000 }, () => nodeMessage({ from: MIRA, amount: all }))
    )
    expect(conversations(wallet)).toMatchObject([{ receivedSat: all }])
    expect(now(wallet.session.activity.totals({ filter: 'all', query: '' })).receivedMsat).toBe(all * 1000n)
    expect(now(wallet.session.activity.totals({ filter: 'all', query: 'hello' })).receivedMsat).toBe(
      all * 1000n * 5_000n
    )
  }, 30_000)

  it('appears in the activity list only if it brought more than its cost: 1 sat for 900 bytes', async () => {
    const wallet = ready()
    const long = 'x'.repeat(901)
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, text: 'cost 1', amount: 1n }),
      nodeMessage({ from: MIRA, text: 'brought 1', amount: 2n }),
      nodeMessage({ from: MIRA, text: long, amount: 2n })
    )
    const { rows } = now(
      wallet.session.activity.page({ filter: 'all', query: '', limit: 10, cursor: undefined })
    )
    expect(rows).toMatchObject([
      { kind: 'message', title: 'brought 1', state: 'received', amountMsat: 2_000n }
    ])
  })

  it('may have an id, key and reply reference of any length; different ones stay different', async () => {
    const wallet = ready()
    const long = 'k'.repeat(5_000)
    await wallet.node.deliver(
      nodeMessage({ id: `${long}1`, from: `${long}a`, replyToId: `${long}0`, text: 'one' }),
      nodeMessage({ id: `${long}2`, from: `${long}b`, replyToId: `${long}1`, text: 'two' })
    )
    const pubkeys = conversations(wallet).map(({ pubkey }) => pubkey)
    expect(pubkeys).toHaveLength(2)
    expect(pubkeys.every((pubkey) => pubkey.length <= 2_000)).toBe(true)
    const [second] = thread(wallet, pubkeys[0]).messages
    expect(second?.replyTo).toMatchObject({ text: 'one' })
  })
})

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
    expect(run).toMatchObject({ messages: [{ seq: 4, text: 'rppacketend' }], more: true })
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
      at = { kind: 'before', seq: page.messages[0]?.seq ?? 0 }
    }
    expect(pages.map(({ messages }) => messages.length)).toEqual([5, 10, 10])
    expect(pages.flatMap(({ messages }) => messages.map(({ text }) => text))).toEqual(
      Array.from({ length: 25 }, (_, n) => `m${n}`)
    )
    expect(pages.flatMap(({ machine }) => machine)).toHaveLength(25)
    const middle = pages[1]?.messages[4]?.seq ?? 0
    const around = now(inbox.thread({ pubkey: MIRA, limit: 10, at: { kind: 'around', seq: middle } }))
    expect(around.messages.map(({ seq }) => seq)).toContain(middle)
    expect([around.older, around.newer]).toEqual([true, true])
    const after = now(inbox.thread({ pubkey: MIRA, limit: 100, at: { kind: 'after', seq: middle } }))
    expect(after.messages).toHaveLength(15)
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

describe('the message search', () => {
  const search = (wallet: OpenWallet, query: string, pubkey?: Pubkey) =>
    now(wallet.session.inbox.search({ query, pubkey, limit: 10, before: undefined })).found.map(
      ({ snippet }) => snippet
    )

  it('finds parts of words in any script, ignoring case and accents, newest first', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      ...['Coffee beans', 'café crème', '明天在咖啡店见', 'Привет, мир', 'a 50% "discount" (maybe) OR *'].map(
        (text) => nodeMessage({ from: MIRA, text })
      ),
      nodeMessage({ from: JONAS, text: 'coffee again' })
    )
    expect(search(wallet, 'offe')).toEqual(['coffee again', 'Coffee beans'])
    expect(search(wallet, 'COFFEE bean')).toEqual(['Coffee beans'])
    expect(search(wallet, 'creme')).toEqual(['café crème'])
    expect(search(wallet, '咖啡店')).toEqual(['明天在咖啡店见'])
    expect(search(wallet, '咖啡')).toEqual(['明天在咖啡店见'])
    expect(search(wallet, 'МИР')).toEqual(['Привет, мир'])
    expect(search(wallet, '"discount" (m')).toEqual(['a 50% "discount" (maybe) OR *'])
    expect(search(wallet, '0%')).toEqual(['a 50% "discount" (maybe) OR *'])
    expect(search(wallet, 'coffee', JONAS)).toEqual(['coffee again'])
    expect(search(wallet, 'tea')).toEqual([])
    expect(search(wallet, '   ')).toEqual([])
  })

  it('gives pages, and a snippet around the match in a long text', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      ...Array.from({ length: 15 }, (_, n) => nodeMessage({ from: MIRA, text: `note ${n}` }))
    )
    const { inbox } = wallet.session
    const first = now(inbox.search({ query: 'note', pubkey: undefined, limit: 10, before: undefined }))
    expect([first.found.length, first.more]).toEqual([10, true])
    const before = first.found.at(-1)?.seq
    const second = now(inbox.search({ query: 'note', pubkey: undefined, limit: 10, before }))
    expect([second.found.length, second.more]).toEqual([5, false])
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: `${'word '.repeat(500)}needle in it` }))
    expect(search(wallet, 'needle')[0]).toMatch(/^….{0,60}needle in it$/u)
  })

  it('finds conversations by petname and by the beginning of a key', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA }), nodeMessage({ from: JONAS }))
    void wallet.session.inbox.setSender({
      pubkey: MIRA,
      petname: 'Mirá Ñandú',
      muted: true,
      minSats: sat(5n)
    })
    expect(conversations(wallet, 'nandu').map(({ pubkey }) => pubkey)).toEqual([MIRA])
    expect(conversations(wallet, JONAS.slice(0, 10)).map(({ pubkey }) => pubkey)).toEqual([JONAS])
    expect(conversations(wallet, '%')).toEqual([])
    expect(conversations(wallet, 'nandu')[0]?.sender).toEqual({
      petname: 'Mirá Ñandú',
      muted: true,
      minSats: 5n
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

describe('a message that cannot be stored', () => {
  it('pauses the stream, and is stored once when writing is possible again', async () => {
    const wallet = ready()
    const { DatabaseSync } = await import('@photostructure/sqlite')
    const other = new DatabaseSync(wallet.dbFile)
    other.exec('PRAGMA busy_timeout = 0; BEGIN IMMEDIATE')
    let stored = false
    const delivery = wallet.node
      .deliver(nodeMessage({ from: MIRA, text: 'kept' }))
      .then(() => (stored = true))
    await wallet.clock.advance(0)
    expect(stored).toBe(false)
    other.exec('COMMIT')
    other.close()
    await wallet.clock.advance(1_000)
    await delivery
    expect(texts(wallet)).toEqual(['kept'])
  }, 30_000)
})

describe('what came by a podcast app', () => {
  const record = JSON.stringify({ podcast: 'The Long Wire', message: 'More of these', sender_name: 'Mira' })

  it('is read as a boost, found by its words, and kept as it came', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ id: 'b', from: '', serviceType: 'podcast', text: record, amount: 900n })
    )
    const [message] = thread(wallet, '' as Pubkey).messages
    expect(message).toMatchObject({
      kind: 'text',
      text: 'Boost, The Long Wire\nMore of these\nFrom Mira (unverified)',
      truncated: false,
      amountSat: 900n
    })
    expect(conversations(wallet)[0]?.lastLine).toContain('Boost, The Long Wire')
    const data = wallet.session.inbox.data('b' as MessageId)
    expect(data.ok && Buffer.from(data.value.bytes).toString()).toBe(record)
  })

  it('is text where it is no record', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: '', serviceType: 'podcast', text: 'not JSON' }))
    expect(texts(wallet, '' as Pubkey)).toEqual(['not JSON'])
  })
})

describe('a message with the time at which it arrived at the node', () => {
  it('has that time, and never one in the future', async () => {
    const wallet = ready()
    const earlier = wallet.clock.now() - 3_600_000
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, settledAt: earlier }),
      nodeMessage({ from: MIRA, settledAt: wallet.clock.now() + 3_600_000 })
    )
    expect(thread(wallet).messages.map(({ receivedAt }) => receivedAt)).toEqual([earlier, wallet.clock.now()])
  })
})

describe('a sender without proof', () => {
  const invoice = makeInvoice({ payee: 'Mira' })

  it('never shares a conversation with the proven sender of the same key', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, text: 'from Mira' }),
      nodeMessage({ from: MIRA, claimed: true, text: 'from anybody' })
    )
    expect(texts(wallet)).toEqual(['from Mira'])
    expect(texts(wallet, senderOf(MIRA, true))).toEqual(['from anybody'])
    expect(conversations(wallet)).toHaveLength(2)
  })

  it('has one conversation for both forms of a peer DID, and replies go to the long form', async () => {
    const wallet = ready()
    const long = 'did:peer:1zQm?initialState=eyJhIjoxfQ=='
    await wallet.node.deliver(
      nodeMessage({ from: long, claimed: true, text: 'one' }),
      nodeMessage({ from: 'did:peer:1zQm', claimed: true, text: 'two' })
    )
    expect(texts(wallet, senderOf(long, true))).toEqual(['one', 'two'])
    expect(conversations(wallet)).toHaveLength(1)
  })

  it.each([
    ['that a message claims', MIRA, true, 'sender-unverified'],
    ['that no message names', '', false, 'payee-not-comparable']
  ] as const)('%s has invoices that cannot be paid with one click', async (_how, from, claimed, warning) => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'forged', from, claimed, text: `Pay me: ${invoice.text}` }))
    const [card] = thread(wallet, senderOf(from, claimed)).messages.flatMap(({ invoices }) => invoices)
    expect(card).toMatchObject({
      warnings: [warning, 'payee-unknown'],
      verdict: { kind: 'confirm', reason: 'unverified-sender' }
    })
    const order = {
      invoice: invoice.text,
      expectedAmountMsat: msat(2_500_000n),
      retryUnknown: false,
      messageId: 'forged' as MessageId
    }
    expect(wallet.session.pay.send({ ...order, confirmed: false })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
    expect(wallet.session.pay.send({ ...order, confirmed: true })).toMatchObject({ ok: true })
  })
})

describe('a sender that can be mistaken for a known one', () => {
  const LIKE_MIRA = `${MIRA.slice(0, 4)}${'5'.repeat(58)}${MIRA.slice(-4)}` as Pubkey
  const looks = (wallet: OpenWallet): Record<string, string | undefined> =>
    Object.fromEntries(conversations(wallet).map(({ pubkey, looksLike }) => [pubkey, looksLike]))
  const name = ({ session }: OpenWallet, pubkey: Pubkey, petname: string) =>
    now(session.inbox.setSender({ pubkey, petname, muted: false, minSats: sat(0n) }))

  it('is named so if it shares the shown digits, and the known one is not', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA }), nodeMessage({ from: LIKE_MIRA }))
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: `${MIRA.slice(0, 4)}…${MIRA.slice(-4)}` })
    name(wallet, MIRA, 'Mira')
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: 'Mira' })
    // The card of an invoice says the same of a payee.
    const { text } = makeInvoice({ payee: 'Mira' })
    const view = now(wallet.session.pay.inspect({ text, messageId: undefined }))
    expect(view).toMatchObject({ cards: [{ payee: MIRA }] })
    expect(JSON.stringify(view, (_key, value: unknown) => String(value))).not.toContain('payeeLooksLike')
  })

  it('is named so if it came first and the other one got the petname', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: LIKE_MIRA }), nodeMessage({ from: MIRA }))
    name(wallet, MIRA, 'Mira')
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: 'Mira' })
    // The person knows this one as well.
    name(wallet, LIKE_MIRA, 'Mira’s phone')
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: undefined })
  })

  it('is named so if it only claims the key or the petname of a known one', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA }),
      nodeMessage({ from: MIRA, claimed: true }),
      nodeMessage({ from: 'MÍRA ', claimed: true }),
      nodeMessage({ from: 'Jonas', claimed: true })
    )
    name(wallet, MIRA, 'Mira')
    expect(looks(wallet)).toEqual({
      [MIRA]: undefined,
      [senderOf(MIRA, true)]: 'Mira',
      [senderOf('MÍRA', true)]: 'Mira',
      [senderOf('Jonas', true)]: undefined
    })
  })

  it('is not who only claims a key before the one who proves it', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA, claimed: true }), nodeMessage({ from: MIRA }))
    expect(looks(wallet)[MIRA]).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import { openWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { MIRA, JONAS, ready, now, thread, texts, conversations } from './inbox-setup'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

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
  })

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
  })
})

describe('a message of a podcast app', () => {
  const record = JSON.stringify({ podcast: 'The Long Wire', message: 'More of these', sender_name: 'Mira' })

  it('is read as a boost, found by its text, and stored unchanged', async () => {
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
    expect(message?.boost).toEqual({
      title: 'Boost, The Long Wire',
      episode: '',
      words: 'More of these',
      whole: '',
      sender: 'Mira',
      app: ''
    })
    expect(conversations(wallet)[0]?.lastLine).toBe('Boost, The Long Wire: More of these')
    const data = wallet.session.inbox.data('b' as MessageId)
    expect(data.ok && Buffer.from(data.value.bytes).toString()).toBe(record)
  })

  it('is text if it is not a record', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: '', serviceType: 'podcast', text: 'not JSON' }))
    expect(texts(wallet, '' as Pubkey)).toEqual(['not JSON'])
    expect(thread(wallet, '' as Pubkey).messages[0]?.boost).toBeUndefined()
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

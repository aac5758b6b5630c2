import { beforeEach, describe, expect, it } from 'vitest'
import { ThreadModel } from '../../../../../src/renderer/features/inbox/thread.svelte'
import type { Conversation, Message } from '../../../../../src/shared/domain/message'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage, type FakeInbox } from '../../../../support/fakes/fake-inbox'
import { MIRA, sampleState } from '../../../../support/fixtures/samples'

/** A thread of `count` messages. `special` returns the fields that differ from the sample. */
async function open(count: number, special: (seq: number) => Partial<Message> = () => ({}), around?: number) {
  const messages = Array.from({ length: count }, (_, i) => sampleMessage({ seq: i + 1, ...special(i + 1) }))
  inbox = fakeInbox({ messages })
  imp = fakeImp(sampleState(), inbox.answers)
  const conversation = await firstConversation()
  const thread = new ThreadModel(imp.api.inbox, conversation)
  await thread.open(around)
  return thread
}

async function firstConversation(): Promise<Conversation> {
  const result = await imp.api.inbox.conversations({ limit: 1 })
  const found = result.ok ? result.value.conversations[0] : undefined
  if (found === undefined) throw new Error('the inbox is empty')
  return found
}

let inbox: FakeInbox
let imp: FakeImp
const seqs = (thread: ThreadModel): readonly number[] =>
  thread.items.flatMap((item) => (item.kind === 'message' ? [item.message.seq] : []))
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('an open thread', () => {
  beforeEach(() => {
    inbox = fakeInbox({ messages: [] })
    imp = fakeImp(sampleState(), inbox.answers)
  })

  it('starts with its end', async () => {
    const thread = await open(500)
    expect(seqs(thread)).toEqual(range(441, 500))
    expect([thread.older, thread.newer]).toEqual([true, false])
  })

  it('starts around the message it was opened for', async () => {
    const thread = await open(500, undefined, 250)
    expect(seqs(thread)).toContain(250)
    expect([thread.older, thread.newer]).toEqual([true, true])
    expect(thread.items[thread.indexOf(250)]?.key).toBe('m250')
  })

  it('grows upwards to its first message, without gaps and duplicates', async () => {
    const thread = await open(150)
    while (thread.older) await thread.loadOlder()
    expect(seqs(thread)).toEqual(range(1, 150))
  })

  it('releases its far end while it grows, and loads it again', async () => {
    const thread = await open(1000)
    while (thread.older) await thread.loadOlder()
    expect(seqs(thread)).toEqual(range(1, 300))
    expect(thread.newer).toBe(true)
    while (thread.newer) await thread.loadNewer()
    expect(seqs(thread)).toEqual(range(701, 1000))
    expect(thread.older).toBe(true)
  })

  it('requests older messages once, however often the person scrolls there', async () => {
    const thread = await open(500)
    const before = imp.calls.length
    await Promise.all([thread.loadOlder(), thread.loadOlder(), thread.loadOlder()])
    expect(imp.calls.length - before).toBe(1)
    expect(seqs(thread)).toEqual(range(381, 500))
  })

  it('adds new messages at its end', async () => {
    const thread = await open(3)
    inbox.add(sampleMessage({ seq: 4, read: false }))
    await thread.follow(true)
    expect(seqs(thread)).toEqual([1, 2, 3, 4])
  })

  it('adds messages that arrived while it was loading', async () => {
    const thread = await open(3)
    const following = thread.follow(true)
    inbox.add(sampleMessage({ seq: 4 }))
    await thread.follow(true)
    await following
    expect(seqs(thread)).toEqual([1, 2, 3, 4])
  })

  it('leaves new messages to be scrolled to if its end is not loaded', async () => {
    const thread = await open(500, undefined, 100)
    inbox.add(sampleMessage({ seq: 501 }))
    await thread.follow(true)
    expect(seqs(thread)).not.toContain(501)
    while (thread.newer) await thread.loadNewer()
    expect(seqs(thread)).toContain(501)
  })

  it('counts machine messages as one row that grows', async () => {
    const thread = await open(50, (seq) => (seq > 1 ? { kind: 'machine' } : {}))
    for (const seq of range(51, 60)) inbox.add(sampleMessage({ seq, kind: 'machine' }))
    await thread.follow(true)
    expect(thread.items.map((item) => item.kind)).toEqual(['message', 'machine'])
    expect(thread.items.at(-1)).toMatchObject({ run: { firstSeq: 2, lastSeq: 60, count: 59 } })
  })

  it('opens as fast if it contains only machine messages', async () => {
    const thread = await open(5000, () => ({ kind: 'machine' }))
    expect(thread.items).toHaveLength(1)
    expect([thread.older, thread.newer]).toEqual([false, false])
  })
})

describe('the new messages of a thread', () => {
  const unreadFrom = (first: number) => (seq: number) => ({ read: seq < first })

  it('begin at the first unread message, as long as the thread is open', async () => {
    const thread = await open(10, unreadFrom(8))
    expect(thread.items[thread.firstNewIndex]?.key).toBe('m8')
    await thread.saw(10)
    inbox.add(sampleMessage({ seq: 11, read: false }))
    await thread.follow(true)
    expect(thread.items[thread.firstNewIndex]?.key).toBe('m8')
  })

  it('begin at the next message that arrives while the person is not looking', async () => {
    const thread = await open(10, unreadFrom(8))
    await thread.saw(10)
    inbox.add(sampleMessage({ seq: 11, read: false }))
    inbox.add(sampleMessage({ seq: 12, read: false }))
    await thread.follow(false)
    expect(thread.items[thread.firstNewIndex]?.key).toBe('m11')
  })

  it('are marked as read once when they were seen', async () => {
    const thread = await open(10, unreadFrom(8))
    await thread.saw(9)
    await thread.saw(9)
    await thread.saw(5)
    const marks = imp.calls.filter((call) => call.name === 'inbox.markRead')
    expect(marks.map((call) => call.args)).toEqual([{ pubkey: MIRA, upToSeq: 9 }])
  })

  it('are not marked again in a thread that was read before', async () => {
    const thread = await open(10)
    await thread.saw(10)
    expect(imp.calls.some((call) => call.name === 'inbox.markRead')).toBe(false)
  })
})

describe('a thread that main cannot read', () => {
  it('shows that, and keeps the messages it had', async () => {
    const thread = await open(500)
    imp.answer({
      inbox: { thread: () => Promise.resolve({ ok: false, error: { code: 'internal' } }) as never }
    })
    await thread.loadOlder()
    expect(thread.failed).toBe('internal')
    expect(seqs(thread)).toEqual(range(441, 500))
  })
})

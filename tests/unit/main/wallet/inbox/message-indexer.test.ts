import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStore } from '../../../../../src/main/store/open'
import { incomingMessage } from '../../../../../src/main/wallet/inbox/incoming'
import { MessageIndexer } from '../../../../../src/main/wallet/inbox/message-indexer'
import { fail } from '../../../../../src/shared/result'
import { FakeClock } from '../../../../support/fakes/fake-clock'
import { newDbFile } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'

function indexing() {
  const opened = openStore(newDbFile())
  if (!opened.ok) throw new Error(opened.error.code)
  const store = opened.value
  onTestFinished(() => store.close())
  const clock = new FakeClock()
  const indexer = new MessageIndexer(store, clock)
  const arrive = (count: number, text = 'Coffee beans') => {
    store.write(() =>
      store.messages.addAll(
        Array.from({ length: count }, () => incomingMessage(nodeMessage({ text }), clock.now()))
      )
    )
    indexer.wake()
  }
  const found = (query: string) =>
    store.messageSearch.find(query, undefined, 10_000, Number.MAX_SAFE_INTEGER).rows
  const indexed = () => store.messageIndex.indexedUpTo
  return { store, clock, indexer, arrive, found, indexed }
}

describe('the message indexer', () => {
  it('waits until the stream is idle, then indexes everything in pieces and sets no further timer', async () => {
    const { clock, arrive, indexed } = indexing()
    arrive(1_500)
    expect(indexed()).toBe(0)
    await clock.advance(100)
    expect(indexed()).toBe(0)
    await clock.advance(100)
    expect(indexed()).toBe(512)
    await clock.advance(1_000)
    expect(indexed()).toBe(1_500)
    expect(clock.nextIn).toBeUndefined()
  })

  it('does not try a full disk ten times a second, and continues when there is space', async () => {
    const { store, clock, arrive, indexed } = indexing()
    arrive(1_500)
    const write = vi.spyOn(store, 'write').mockReturnValue(fail('store-failed'))
    await clock.advance(60_000)
    expect(write.mock.calls.length).toBeLessThan(15)
    write.mockRestore()
    await clock.advance(10_000)
    expect(indexed()).toBe(1_500)
  })

  it('makes progress while messages keep arriving', async () => {
    const { clock, arrive, indexed } = indexing()
    for (let turn = 0; turn < 110; turn++) {
      arrive(1)
      await clock.advance(100)
    }
    expect(indexed()).toBeGreaterThan(50)
  })

  it('lets a search find messages that are not indexed yet, in order with the others', async () => {
    const { clock, arrive, found } = indexing()
    arrive(3)
    await clock.advance(1_000)
    arrive(2)
    expect(found('OFFE').map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1])
    expect(found('coffee b').map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1])
    expect(found('of').map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1])
    expect(found('tea')).toEqual([])
  })

  it('indexes the beginning of a long text, and neither machine messages nor bytes', async () => {
    const { store, clock, arrive, found, indexer } = indexing()
    arrive(1, `${'x '.repeat(10_000)}needle`)
    arrive(1, `${'y '.repeat(20_000)}haystack`)
    arrive(1, 'rppacketend needle')
    store.write(() =>
      store.messages.addAll([incomingMessage(nodeMessage({ data: Uint8Array.of(0xff, 0xfe) }), clock.now())])
    )
    indexer.wake()
    await clock.advance(1_000)
    expect(store.messageIndex.isComplete).toBe(true)
    expect(found('needle').map(({ seq }) => seq)).toEqual([1])
    expect(found('haystack')).toEqual([])
  })

  it('continues after a restart', async () => {
    const { store, clock, arrive } = indexing()
    arrive(10)
    const second = new MessageIndexer(store, clock)
    second.wake()
    await clock.advance(1_000)
    expect(store.messageIndex.isComplete).toBe(true)
  })

  it('indexes before a search, and writes nothing once disposed', async () => {
    const { clock, arrive, indexer, indexed } = indexing()
    arrive(10)
    indexer.beforeSearch()
    expect(indexed()).toBe(10)
    arrive(10)
    indexer.dispose()
    await clock.advance(10_000)
    expect(indexed()).toBe(10)
  })
})

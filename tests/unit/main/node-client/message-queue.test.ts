import { describe, expect, it, vi } from 'vitest'
import type { NodeMessage } from '../../../../src/main/node-client/api'
import { MessageQueue } from '../../../../src/main/node-client/message-queue'
import { settle as oneTurn } from '../../../support/fakes/fake-clock'

const message = (id: number): NodeMessage => ({
  id: String(id),
  replyToId: '',
  from: '',
  claimed: false,
  data: new Uint8Array(),
  serviceType: '',
  amount: 0n,
  settledAt: undefined
})

/** A batch is delivered after a turn of the event loop without new messages. */
const settle = async (): Promise<void> => {
  await oneTurn()
  await oneTurn()
}

/** A sink that stores a batch only on command. */
function manualSink() {
  const batches: string[][] = []
  let settleBatch: { store: () => void; refuse: (error: Error) => void } | undefined
  return {
    batches,
    receive: (batch: readonly NodeMessage[]) => {
      batches.push(batch.map(({ id }) => id))
      return new Promise<void>((store, refuse) => {
        settleBatch = { store, refuse }
      })
    },
    store: async () => {
      settleBatch?.store()
      await settle()
    },
    refuse: async () => {
      settleBatch?.refuse(new Error('disk full'))
      await settle()
    }
  }
}

function setUp() {
  const sink = manualSink()
  const refused = vi.fn()
  const intake = new MessageQueue(sink, refused)
  const flow = { pause: vi.fn(), resume: vi.fn() }
  intake.attach(flow)
  flow.resume.mockClear()
  return { sink, refused, intake, flow }
}

describe('MessageQueue', () => {
  it('delivers everything queued in one batch, in order', async () => {
    const { sink, intake } = setUp()
    for (let id = 0; id < 5; id += 1) intake.add(message(id), 10)
    await settle()
    expect(sink.batches).toEqual([['0', '1', '2', '3', '4']])
  })

  it('waits as long as every turn of the event loop brings more', async () => {
    const { sink, intake } = setUp()
    intake.add(message(0), 10)
    for (let turn = 1; turn < 5; turn += 1) {
      intake.add(message(turn), 10)
      await oneTurn()
    }
    expect(sink.batches).toEqual([])
    await settle()
    expect(sink.batches).toEqual([['0', '1', '2', '3', '4']])
  })

  it('delivers the next batch only after the last one was stored', async () => {
    const { sink, intake } = setUp()
    intake.add(message(0), 10)
    await settle()
    intake.add(message(1), 10)
    intake.add(message(2), 10)
    await settle()
    expect(sink.batches).toEqual([['0']])
    await sink.store()
    expect(sink.batches).toEqual([['0'], ['1', '2']])
  })

  it('limits a batch by count and by bytes', async () => {
    const { sink, intake } = setUp()
    for (let id = 0; id < 900; id += 1) intake.add(message(id), 10)
    await settle()
    expect(sink.batches[0]).toHaveLength(800)
    await sink.store()
    await sink.store()
    intake.add(message(0), 900_000)
    intake.add(message(1), 900_000)
    await settle()
    expect(sink.batches.slice(1)).toEqual([expect.objectContaining({ length: 100 }), ['0']])
  })

  it('delivers a message that is larger than a whole batch', async () => {
    const { sink, intake } = setUp()
    intake.add(message(0), 16 * 1024 * 1024)
    await settle()
    expect(sink.batches).toEqual([['0']])
  })

  it.each([
    ['messages', 2000, 10],
    ['bytes', 4, 1024 * 1024]
  ])(
    'pauses the stream when too many %s are queued, and resumes it when half of them are stored',
    async (_, count, bytes) => {
      const { sink, intake, flow } = setUp()
      for (let id = 0; id < count - 1; id += 1) intake.add(message(id), bytes)
      expect(flow.pause).not.toHaveBeenCalled()
      intake.add(message(count), bytes)
      expect(flow.pause).toHaveBeenCalled()
      flow.resume.mockClear()
      await settle()
      await sink.store()
      await sink.store()
      expect(flow.resume).toHaveBeenCalled()
    }
  )

  it('keeps a rejected batch and delivers it first on the next stream', async () => {
    const { sink, refused, intake } = setUp()
    intake.add(message(0), 10)
    await settle()
    await sink.refuse()
    expect(refused).toHaveBeenCalledTimes(1)
    intake.detach()
    intake.attach({ pause: vi.fn(), resume: vi.fn() })
    intake.add(message(1), 10)
    await settle()
    expect(sink.batches).toEqual([['0'], ['0', '1']])
  })

  it('takes everything a finished stream still has, whatever is queued', () => {
    const { intake, flow } = setUp()
    for (let id = 0; id < 4000; id += 1) intake.add(message(id), 10)
    flow.resume.mockClear()
    flow.pause.mockClear()
    intake.detach()
    expect(flow.resume).toHaveBeenCalled()
    intake.add(message(1), 10)
    expect(flow.pause).not.toHaveBeenCalled()
  })

  it('is settled when the last batch is stored', async () => {
    const { sink, intake } = setUp()
    intake.add(message(0), 10)
    await settle()
    const settled = vi.fn()
    void intake.settled().then(settled)
    await settle()
    expect(settled).not.toHaveBeenCalled()
    await sink.store()
    expect(settled).toHaveBeenCalled()
  })

  it('resumes a stream that it paused when half is stored, and only once', async () => {
    const { sink, intake, flow } = setUp()
    for (let id = 0; id < 2_100; id += 1) intake.add(message(id), 10)
    expect(flow.pause).toHaveBeenCalledTimes(1)
    await settle()
    await sink.store()
    expect(flow.resume).not.toHaveBeenCalled()
    intake.add(message(2_100), 10)
    await sink.store()
    expect(flow.resume).toHaveBeenCalledTimes(1)
    expect(flow.pause).toHaveBeenCalledTimes(1)
  })

  it('does not resume a stream that it never paused', async () => {
    const { sink, intake, flow } = setUp()
    intake.add(message(0), 10)
    await settle()
    await sink.store()
    intake.detach()
    expect(flow.resume).not.toHaveBeenCalled()
  })
})

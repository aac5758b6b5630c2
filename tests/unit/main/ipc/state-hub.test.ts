import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHANGED_EVERY_MS, mergeChanges, StateHub } from '../../../../src/main/ipc/state-hub'
import type { StateBody } from '../../../../src/shared/domain/app-state'

const body = { unread: 0, connection: { phase: 'idle' } } as unknown as StateBody
const nothing = { conversations: [], messages: [], payments: [], invoices: [] }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function hub() {
  const emit = vi.fn()
  return { emit, hub: new StateHub(body, emit) }
}

describe('the state hub', () => {
  it('sends the updates of one tick as one event with the next revision', () => {
    const { hub: it, emit } = hub()
    it.update({ unread: 1 })
    it.update({ unread: 2 })
    expect(emit).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(emit.mock.calls).toEqual([['state', { ...body, unread: 2, revision: 1 }]])
    it.update({ unread: 3 })
    vi.runAllTimers()
    expect(emit).toHaveBeenLastCalledWith('state', { ...body, unread: 3, revision: 2 })
  })

  it('gives a snapshot of the latest state, with a revision below that of every later event', () => {
    const { hub: it, emit } = hub()
    it.update({ unread: 1 })
    expect(it.snapshot()).toEqual({ ...body, unread: 1, revision: 0 })
    vi.runAllTimers()
    expect(emit.mock.lastCall?.[1]).toMatchObject({ revision: 1, unread: 1 })
  })

  it('sends at most 20 change events a second and loses no change', () => {
    const { hub: it, emit } = hub()
    for (let message = 0; message < 1000; message += 1) {
      it.changed({ ...nothing, conversations: [`peer-${message}`] })
      vi.advanceTimersByTime(1)
    }
    vi.runAllTimers()
    expect(emit.mock.calls.length).toBeLessThanOrEqual(1000 / CHANGED_EVERY_MS + 1)
    const told = emit.mock.calls.flatMap(([, payload]) => payload.conversations)
    expect(told).toHaveLength(1000)
  })

  it('numbers states and changes in one sequence, so that a gap is visible', () => {
    const { hub: it, emit } = hub()
    it.changed(nothing)
    it.update({ unread: 1 })
    vi.runAllTimers()
    it.changed(nothing)
    vi.runAllTimers()
    expect(emit.mock.calls.map(([, payload]) => payload.revision)).toEqual([1, 2, 3])
  })

  it('calls watchers until they stop watching', () => {
    const { hub: it } = hub()
    const watcher = vi.fn()
    const stop = it.watch(watcher)
    it.update({ unread: 1 })
    vi.runAllTimers()
    stop()
    it.update({ unread: 2 })
    vi.runAllTimers()
    expect(watcher.mock.calls).toEqual([[{ ...body, unread: 1 }]])
  })

  it('sends nothing once disposed', () => {
    const { hub: it, emit } = hub()
    it.update({ unread: 1 })
    it.changed(nothing)
    it.dispose()
    vi.runAllTimers()
    expect(emit).not.toHaveBeenCalled()
  })
})

describe('merged changes', () => {
  it('contain each conversation once and the latest state of each row', () => {
    const message = (id: string, state: string) => ({ id, outgoing: { state } }) as never
    const row = (paymentHash: string, state: string) => ({ paymentHash, state }) as never
    expect(
      mergeChanges([
        {
          conversations: ['a', 'b'],
          messages: [message('7', 'sending')],
          payments: [row('1', 'sending'), row('2', 'sending')],
          invoices: []
        },
        {
          conversations: ['b'],
          messages: [message('8', 'sending'), message('7', 'sent')],
          payments: [row('1', 'succeeded')],
          invoices: [row('3', 'paid')]
        }
      ])
    ).toEqual({
      conversations: ['a', 'b'],
      messages: [message('7', 'sent'), message('8', 'sending')],
      payments: [row('1', 'succeeded'), row('2', 'sending')],
      invoices: [row('3', 'paid')]
    })
  })
})

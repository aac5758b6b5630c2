import { describe, expect, it } from 'vitest'
import {
  continueRuns,
  threadItems,
  type Split,
  type ThreadItem,
  type ThreadWindow
} from '../../../../../src/renderer/features/inbox/thread-items'
import type { MachineRun, OfflineGap } from '../../../../../src/shared/domain/message'
import { sat } from '../../../../../src/shared/money'
import { sampleMessage } from '../../../../support/fakes/fake-inbox'
import { NOW } from '../../../../support/fixtures/samples'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const at = (seq: number, receivedAt: number) => sampleMessage({ seq, receivedAt })
const run = (firstSeq: number, lastSeq: number, firstAt = NOW, lastAt = NOW): MachineRun => ({
  firstSeq,
  lastSeq,
  count: lastSeq - firstSeq + 1,
  firstAt,
  lastAt,
  amountSat: sat(BigInt(lastSeq - firstSeq + 1))
})
const offline = (from: number, to: number): OfflineGap => ({ from, to, reason: 'offline' })
const window = (patch: Partial<ThreadWindow>): ThreadWindow => ({
  messages: [],
  runs: [],
  gaps: [],
  atEnd: true,
  newFrom: undefined,
  ...patch
})
const kinds = (item: ThreadItem | undefined): readonly Split['kind'][] =>
  item?.splits.map((split) => split.kind) ?? []

describe('the rows of a thread', () => {
  it('are in the order of arrival, with machine runs between the messages', () => {
    const items = threadItems(window({ messages: [at(1, NOW), at(50, NOW)], runs: [run(2, 49)] }))
    expect(items.map((item) => item.key)).toEqual(['m1', 'r2', 'm50'])
  })

  it('begin each day with one heading', () => {
    const items = threadItems(window({ messages: [at(1, NOW - DAY), at(2, NOW - DAY + MINUTE), at(3, NOW)] }))
    expect(items.map(kinds)).toEqual([['day'], [], ['day']])
  })

  it('show that a machine run continued after midnight', () => {
    const items = threadItems(window({ runs: [run(1, 9, NOW - DAY, NOW)], messages: [at(10, NOW + MINUTE)] }))
    expect(items.map(kinds)).toEqual([['day'], []])
  })

  it('mark where the new messages begin, even inside a machine run', () => {
    expect(threadItems(window({ messages: [at(1, NOW), at(2, NOW)], newFrom: 2 })).map(kinds)).toEqual([
      ['day'],
      ['new']
    ])
    expect(threadItems(window({ messages: [at(1, NOW)], runs: [run(2, 9)], newFrom: 5 })).map(kinds)).toEqual(
      [['day'], ['new']]
    )
  })

  it('show an offline gap above the message that followed it', () => {
    const items = threadItems(
      window({
        messages: [at(1, NOW - 20 * MINUTE), at(2, NOW)],
        gaps: [offline(NOW - 10 * MINUTE, NOW - 5 * MINUTE)]
      })
    )
    expect(kinds(items[1])).toEqual(['offline'])
  })

  it('join gaps without a message between them into one line', () => {
    const items = threadItems(
      window({
        messages: [at(1, NOW - 60 * MINUTE), at(2, NOW)],
        gaps: [offline(NOW - 50 * MINUTE, NOW - 45 * MINUTE), offline(NOW - 30 * MINUTE, NOW - 20 * MINUTE)]
      })
    )
    expect(items[1]?.splits).toEqual([
      { kind: 'offline', from: NOW - 50 * MINUTE, to: NOW - 20 * MINUTE, times: 2 }
    ])
  })

  it('show a message that was too large on a line of its own', () => {
    const items = threadItems(
      window({
        messages: [at(1, NOW - 60 * MINUTE), at(2, NOW)],
        gaps: [
          offline(NOW - 50 * MINUTE, NOW - 45 * MINUTE),
          { from: NOW - 30 * MINUTE, to: NOW - 30 * MINUTE, reason: 'oversized-message' }
        ]
      })
    )
    expect(kinds(items[1])).toEqual(['offline', 'oversized'])
  })

  it('leave out gaps before the first message', () => {
    const items = threadItems(window({ messages: [at(1, NOW)], gaps: [offline(NOW - DAY, NOW - DAY / 2)] }))
    expect(items.map(kinds)).toEqual([['day']])
  })

  it('show a gap after the last message only at the end of the thread', () => {
    const gaps = [offline(NOW + MINUTE, NOW + 2 * MINUTE)]
    expect(threadItems(window({ messages: [at(1, NOW)], gaps })).at(-1)?.kind).toBe('tail')
    expect(threadItems(window({ messages: [at(1, NOW)], gaps, atEnd: false })).at(-1)?.kind).toBe('message')
  })

  it('keep their keys when older messages are loaded above them', () => {
    const late = [at(5, NOW), at(6, NOW)]
    const before = threadItems(window({ messages: late })).map((item) => item.key)
    const after = threadItems(window({ messages: [at(4, NOW), ...late] })).map((item) => item.key)
    expect(after.slice(1)).toEqual(before)
  })
})

describe('the last run of a window', () => {
  it('is replaced if it grew', () => {
    expect(continueRuns([run(1, 2), run(4, 5)], [run(4, 8), run(10, 11)])).toEqual([
      run(1, 2),
      run(4, 8),
      run(10, 11)
    ])
  })

  it('stays before later runs', () => {
    expect(continueRuns([run(1, 5)], [run(7, 8)])).toEqual([run(1, 5), run(7, 8)])
    expect(continueRuns([run(1, 5)], [])).toEqual([run(1, 5)])
  })
})

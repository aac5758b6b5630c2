import type { Millis } from '../../../shared/domain/ids'
import type { MachineRun, Message, OfflineGap } from '../../../shared/domain/message'
import { startOfDay } from '../../lib/days'

/** A separator across the thread, drawn above the entry it belongs to. */
export type Split =
  | { readonly kind: 'day'; readonly at: Millis }
  /** `times` above 1: several intervals without a message between them, shown as one line. */
  | { readonly kind: 'offline'; readonly from: Millis; readonly to: Millis; readonly times: number }
  | { readonly kind: 'oversized'; readonly at: Millis }
  | { readonly kind: 'new' }

export type ThreadItem =
  | {
      readonly key: string
      readonly splits: readonly Split[]
      readonly kind: 'message'
      readonly message: Message
    }
  | {
      readonly key: string
      readonly splits: readonly Split[]
      readonly kind: 'machine'
      readonly run: MachineRun
    }
  /** Gaps after the last message. */
  | { readonly key: 'tail'; readonly splits: readonly Split[]; readonly kind: 'tail' }

/** The part of a thread that the renderer holds. */
export interface ThreadWindow {
  /** Oldest first, without machine messages. */
  readonly messages: readonly Message[]
  readonly runs: readonly MachineRun[]
  readonly gaps: readonly OfflineGap[]
  /** No message exists after this window. */
  readonly atEnd: boolean
  /** The first message that was unread when the thread was opened. */
  readonly newFrom: number | undefined
}

/**
 * The rows of a thread. Separators belong to the entry below them, so that an entry stays one row whatever is loaded
 * above it, and a virtual list keeps its place.
 */
export function threadItems(window: ThreadWindow): readonly ThreadItem[] {
  const gaps = [...window.gaps].sort((a, b) => a.from - b.from)

  const items: ThreadItem[] = []
  let day: number | undefined
  let newDrawn = false
  let gap = 0
  for (const entry of entriesOf(window)) {
    const passed: OfflineGap[] = []
    // Compared by the end of the gap. Its start is the last sign of life, which may be a frame whose message was stored
    // a moment later.
    for (let next = gaps[gap]; next !== undefined && next.to <= entry.at; next = gaps[++gap])
      passed.push(next)
    const splits: Split[] = []
    const startsDay = startOfDay(entry.at)
    // Gaps before the first message do not concern this conversation.
    if (items.length > 0) splits.push(...gapSplits(passed))
    if (day !== startsDay) splits.push({ kind: 'day', at: entry.at })
    if (!newDrawn && window.newFrom !== undefined && entry.lastSeq >= window.newFrom) {
      splits.push({ kind: 'new' })
      newDrawn = true
    }
    day = startOfDay(entry.lastAt)
    items.push(
      'run' in entry
        ? { key: `r${entry.seq}`, splits, kind: 'machine', run: entry.run }
        : { key: `m${entry.seq}`, splits, kind: 'message', message: entry.message }
    )
  }
  const after = gapSplits(gaps.slice(gap))
  if (window.atEnd && items.length > 0 && after.length > 0)
    items.push({ key: 'tail', splits: after, kind: 'tail' })
  return items
}

/** One line for consecutive intervals; a message that was too large keeps its own line. */
function gapSplits(gaps: readonly OfflineGap[]): readonly Split[] {
  const splits: Split[] = []
  for (const gap of gaps) {
    if (gap.reason === 'oversized-message') {
      splits.push({ kind: 'oversized', at: gap.from })
      continue
    }
    const last = splits.at(-1)
    if (last?.kind === 'offline') {
      splits[splits.length - 1] = { ...last, to: Math.max(last.to, gap.to), times: last.times + 1 }
    } else splits.push({ kind: 'offline', from: gap.from, to: gap.to, times: 1 })
  }
  return splits
}

/** The messages and runs of a window, oldest first. */
export function entriesOf({ messages, runs }: Pick<ThreadWindow, 'messages' | 'runs'>) {
  return [
    ...messages.map((message) => {
      const { seq, receivedAt } = message
      return { seq, lastSeq: seq, at: receivedAt, lastAt: receivedAt, message }
    }),
    ...runs.map((run) => {
      const { firstSeq, lastSeq, firstAt, lastAt } = run
      return { seq: firstSeq, lastSeq, at: firstAt, lastAt, run }
    })
  ].sort((a, b) => a.seq - b.seq)
}

/** The last run of a window may have grown; it is then the first one of `more`. */
export function continueRuns(
  runs: readonly MachineRun[],
  more: readonly MachineRun[]
): readonly MachineRun[] {
  return [...runs.filter(({ firstSeq }) => firstSeq !== more[0]?.firstSeq), ...more]
}

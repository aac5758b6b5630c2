import type { Millis } from '../../../shared/domain/ids'
import type { MachineRun, Message, OfflineGap } from '../../../shared/domain/message'
import { sat } from '../../../shared/money'
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
  const entries = [
    ...window.messages.map((message) => ({ seq: message.seq, at: message.receivedAt, message })),
    ...window.runs.map((run) => ({ seq: run.firstSeq, at: run.firstAt, run }))
  ].sort((a, b) => a.seq - b.seq)
  const gaps = [...window.gaps].sort((a, b) => a.from - b.from)

  const items: ThreadItem[] = []
  let day: number | undefined
  let newDrawn = false
  let gap = 0
  for (const entry of entries) {
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
    const last = 'run' in entry ? entry.run.lastSeq : entry.seq
    if (!newDrawn && window.newFrom !== undefined && last >= window.newFrom) {
      splits.push({ kind: 'new' })
      newDrawn = true
    }
    day = 'run' in entry ? startOfDay(entry.run.lastAt) : startsDay
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

/** Consecutive runs without a message between them arrive in parts while a thread is loaded; they are merged. */
export function continueRuns(
  runs: readonly MachineRun[],
  messages: readonly Message[],
  more: readonly MachineRun[]
): readonly MachineRun[] {
  const joined = [...runs]
  for (const run of more) {
    const last = joined.at(-1)
    const between = last !== undefined && messages.some((m) => m.seq > last.lastSeq && m.seq < run.firstSeq)
    if (last === undefined || between) joined.push(run)
    else joined[joined.length - 1] = join(last, run)
  }
  return joined
}

function join(a: MachineRun, b: MachineRun): MachineRun {
  return {
    firstSeq: a.firstSeq,
    lastSeq: b.lastSeq,
    count: a.count + b.count,
    firstAt: a.firstAt,
    lastAt: b.lastAt,
    amountSat: sat(a.amountSat + b.amountSat)
  }
}

import type { Millis } from '../../../shared/domain/ids'
import type { OfflineGap } from '../../../shared/domain/message'
import type { Store } from '../../store/store'
import type { Clock } from '../../clock'
import type { DiskHealth } from '../disk-health'

/** How often an open stream is noted: a crash makes a gap seem longer by so much at most. */
const NOTE_EVERY_MS = 60_000

/**
 * Records when the wallet was not subscribed, also across restarts: what came then is gone, unless the node replays it. A
 * gap begins at the last sign of life, because a link can be dead for a while before that is noticed. That a
 * record cannot be written (disk full) is no reason to stop receiving; it is written later. While nothing can be written,
 * the stream does not count as seen: what came then is in memory only, and a gap if the wallet ends before there is room.
 */
export class OfflineGaps {
  #cancelTimer: (() => void) | undefined
  /** When the open stream was last noted; undefined while none is open. */
  #notedAt: Millis | undefined
  #openedAt: Millis | undefined
  /** The machine slept since then, and the stream has not yet shown that it outlived that. */
  #sleptSince: Millis | undefined
  /** What could not be written yet: it goes before whatever comes next. */
  #owed: readonly (() => void)[] = []

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly writes: Pick<DiskHealth, 'failing'>,
    /** When the node last showed that the link of the open stream stands. */
    private readonly aliveAt: () => Millis | undefined
  ) {}

  /** At start: since the stream was last seen, nobody listened. */
  start(): void {
    const { seenAt } = this.store.gaps
    if (seenAt === undefined) return
    this.#write(() => {
      this.store.gaps.open(seenAt, 'offline')
    })
  }

  streamOpened(): void {
    const now = this.clock.now()
    this.#openedAt = now
    this.#write(() => {
      this.store.gaps.close(now)
    })
    this.#note()
  }

  /** The node sends what came in the gap that the open stream ended: there was none. */
  streamReplays(): void {
    const openedAt = this.#openedAt
    if (openedAt === undefined) return
    this.#write(() => {
      this.store.gaps.discardOffline(openedAt)
    })
  }

  streamLost(reason: OfflineGap['reason'], aliveAt: Millis): void {
    if (this.#notedAt === undefined) return
    const now = this.clock.now()
    const from = Math.min(aliveAt, this.#sleptSince ?? (this.#isLate(now) ? this.#notedAt : now))
    this.#stopNoting()
    this.#write(() => {
      this.store.gaps.sawStream(from)
      this.store.gaps.open(from, reason)
    })
  }

  stop(): void {
    if (this.#notedAt !== undefined) this.#sawStream(this.clock.now())
    this.#stopNoting()
  }

  #note(): void {
    const now = this.clock.now()
    if (this.#sawStream(now) || this.#notedAt === undefined) this.#notedAt = now
    this.#cancelTimer?.()
    this.#cancelTimer = this.clock.after(NOTE_EVERY_MS, () => {
      this.#sleptSince = this.#isLate(this.clock.now()) ? this.#notedAt : undefined
      this.#note()
    })
  }

  #sawStream(now: Millis): boolean {
    if (this.writes.failing) return false
    const owed = this.#owed
    const seenAt = Math.min(now, this.aliveAt() ?? now)
    const written = this.store.write(() => {
      for (const work of owed) work()
      this.store.gaps.sawStream(seenAt)
    })
    if (written.ok) this.#owed = []
    return written.ok
  }

  #write(work: () => void): void {
    const owed = [...this.#owed, work]
    const written = this.store.write(() => {
      for (const each of owed) each()
    })
    this.#owed = written.ok ? [] : owed
  }

  /** A timer that is long overdue means that the machine slept: the stream was perhaps dead from then on. */
  #isLate(now: Millis): boolean {
    return this.#notedAt !== undefined && now - this.#notedAt > 2 * NOTE_EVERY_MS
  }

  #stopNoting(): void {
    this.#sleptSince = undefined
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#notedAt = undefined
  }
}

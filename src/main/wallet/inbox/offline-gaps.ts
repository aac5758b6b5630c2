import type { Millis } from '../../../shared/domain/ids'
import type { OfflineGap } from '../../../shared/domain/message'
import type { Store } from '../../store/store'
import type { Clock } from '../../clock'
import type { DiskHealth } from '../disk-health'

/** Interval at which an open stream is recorded as seen. A crash makes a gap look longer by at most this time. */
const RECORD_EVERY_MS = 60_000

/**
 * Records when the wallet was not subscribed, also across restarts. Messages of such a gap are lost unless the node
 * replays them. A gap begins at the last sign of life, because a dead link is noticed late.
 *
 * Receiving continues when a gap cannot be stored (disk full); the write is queued. Meanwhile `seenAt` is not advanced,
 * so that a crash shows the interval as a gap.
 */
export class OfflineGaps {
  #cancelTimer: (() => void) | undefined
  /** When the open stream was last recorded as seen; undefined while none is open. */
  #recordedAt: Millis | undefined
  #openedAt: Millis | undefined
  /** Set when the computer slept; cleared when the stream has shown that it survived. */
  #sleptSince: Millis | undefined
  /** Writes that failed. They are repeated, in order, before the next write. */
  #pendingWrites: readonly (() => void)[] = []

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly writes: Pick<DiskHealth, 'failing'>,
    /** When the node last showed that the link of the open stream is up. */
    private readonly aliveAt: () => Millis | undefined
  ) {}

  /** Opens a gap from the last time the stream was seen in an earlier run. */
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
    this.#keepRecording()
  }

  /** The node replays the messages of the gap that just ended, so the gap is removed. */
  streamReplays(): void {
    const openedAt = this.#openedAt
    if (openedAt === undefined) return
    this.#write(() => {
      this.store.gaps.discardOffline(openedAt)
    })
  }

  streamLost(reason: OfflineGap['reason'], aliveAt: Millis): void {
    if (this.#recordedAt === undefined) return
    const now = this.clock.now()
    const from = Math.min(aliveAt, this.#sleptSince ?? (this.#hasSlept(now) ? this.#recordedAt : now))
    this.#stopRecording()
    this.#write(() => {
      this.store.gaps.sawStream(from)
      this.store.gaps.open(from, reason)
    })
  }

  stop(): void {
    if (this.#recordedAt !== undefined) this.#sawStream(this.clock.now())
    this.#stopRecording()
  }

  #keepRecording(): void {
    const now = this.clock.now()
    if (this.#sawStream(now) || this.#recordedAt === undefined) this.#recordedAt = now
    this.#cancelTimer?.()
    this.#cancelTimer = this.clock.after(RECORD_EVERY_MS, () => {
      this.#sleptSince = this.#hasSlept(this.clock.now()) ? this.#recordedAt : undefined
      this.#keepRecording()
    })
  }

  #sawStream(now: Millis): boolean {
    if (this.writes.failing) return false
    const pending = this.#pendingWrites
    const seenAt = Math.min(now, this.aliveAt() ?? now)
    const written = this.store.write(() => {
      for (const work of pending) work()
      this.store.gaps.sawStream(seenAt)
    })
    if (written.ok) this.#pendingWrites = []
    return written.ok
  }

  #write(work: () => void): void {
    const pending = [...this.#pendingWrites, work]
    const written = this.store.write(() => {
      for (const each of pending) each()
    })
    this.#pendingWrites = written.ok ? [] : pending
  }

  /** A timer that fires much too late means that the computer slept. The stream may be dead since then. */
  #hasSlept(now: Millis): boolean {
    return this.#recordedAt !== undefined && now - this.#recordedAt > 2 * RECORD_EVERY_MS
  }

  #stopRecording(): void {
    this.#sleptSince = undefined
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#recordedAt = undefined
  }
}

import type { Millis } from '../../../shared/domain/ids'
import type { Store } from '../../store/store'
import type { Clock } from '../../clock'

/** Messages indexed in one transaction, which takes about 10 ms. */
const PIECE = 512
const PAUSE_MS = 100
/** The stream counts as idle after this time without a message. */
const IDLE_MS = 200
/** Maximum wait for indexing while the stream is never idle. */
const LONGEST_WAIT_MS = 5_000
/** Delay after a failed write, so that a full disk is not tried ten times a second. */
const WRITE_RETRY_MS = 5_000
/** Messages indexed before a search, so that the search normally finds the latest ones through the index too. */
const INDEXED_BEFORE_SEARCH = 1_000

/** Indexes messages while the stream is idle, so that a flood of messages is stored at full speed. */
export class MessageIndexer {
  #cancelTimer: (() => void) | undefined
  #lastArrival: Millis = 0
  #lastPiece: Millis
  #couldWrite = true
  #disposed = false

  constructor(
    private readonly store: Store,
    private readonly clock: Clock
  ) {
    this.#lastPiece = clock.now()
  }

  /** Schedules indexing, if there may be messages to index. */
  wake(): void {
    this.#lastArrival = this.clock.now()
    this.#goOn()
  }

  beforeSearch(): void {
    if (!this.store.messageIndex.isComplete) this.#index(INDEXED_BEFORE_SEARCH)
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
  }

  #goOn(): void {
    if (this.#disposed || this.#cancelTimer !== undefined || this.store.messageIndex.isComplete) return
    this.#cancelTimer = this.clock.after(this.#couldWrite ? PAUSE_MS : WRITE_RETRY_MS, () => {
      this.#cancelTimer = undefined
      const now = this.clock.now()
      if (now - this.#lastArrival >= IDLE_MS || now - this.#lastPiece >= LONGEST_WAIT_MS) this.#index(PIECE)
      this.#goOn()
    })
  }

  /** If the index cannot be written (disk full), the search keeps scanning the messages. */
  #index(count: number): void {
    this.#lastPiece = this.clock.now()
    const written = this.store.write(() => {
      this.store.messageIndex.indexNext(count)
    })
    this.#couldWrite = written.ok
  }
}

import type { Millis } from '../../../shared/domain/ids'
import type { Store } from '../../store/store'
import type { Clock } from '../../clock'

/** So many messages are indexed in one go, in about ten milliseconds. */
const PIECE = 512
const PAUSE_MS = 100
/** A stream without messages for so long rests. */
const REST_MS = 200
/** No message waits longer for its turn, even in a flood that does not end. */
const LONGEST_WAIT_MS = 5_000
/** After a piece that could not be written: a full disk is not asked ten times a second. */
const WRITE_AGAIN_MS = 5_000
/** Before a search so many that are not indexed yet are caught up with: then it finds them as it finds all others. */
const BEFORE_SEARCH = 1_000

/** Indexes the words of messages when the stream rests, so that a flood is stored at full speed. */
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

  /** There may be messages to be indexed. */
  wake(): void {
    this.#lastArrival = this.clock.now()
    this.#goOn()
  }

  beforeSearch(): void {
    if (!this.store.messageIndex.isComplete) this.#index(BEFORE_SEARCH)
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
  }

  #goOn(): void {
    if (this.#disposed || this.#cancelTimer !== undefined || this.store.messageIndex.isComplete) return
    this.#cancelTimer = this.clock.after(this.#couldWrite ? PAUSE_MS : WRITE_AGAIN_MS, () => {
      this.#cancelTimer = undefined
      const now = this.clock.now()
      if (now - this.#lastArrival >= REST_MS || now - this.#lastPiece >= LONGEST_WAIT_MS) this.#index(PIECE)
      this.#goOn()
    })
  }

  /** Where that cannot be written (disk full), the search goes on looking through the messages. */
  #index(count: number): void {
    this.#lastPiece = this.clock.now()
    const written = this.store.write(() => {
      this.store.messageIndex.indexNext(count)
    })
    this.#couldWrite = written.ok
  }
}

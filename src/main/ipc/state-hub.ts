import type { AppState, StateBody } from '../../shared/domain/app-state'
import type { Changed, Events } from '../../shared/ipc/contract'

/** Changes are collected for this time and sent together: at most 20 events a second, however fast messages arrive. */
export const CHANGED_EVERY_MS = 50

export type Change = Omit<Changed, 'revision'>

/** Sends an event to the page. It may drop the event if there is no page, because a page starts with a snapshot. */
export type Emit = <E extends 'state' | 'changed'>(event: E, payload: Events[E]) => void

/**
 * Holds the small state that the page always shows. Every event carries the next revision, so that a page detects old
 * and missing events. Several updates within one tick become one event.
 */
export class StateHub {
  readonly #emit: Emit
  #state: StateBody
  #revision = 0
  #stateTimer: NodeJS.Immediate | undefined
  #changeTimer: NodeJS.Timeout | undefined
  #pending: Change[] = []
  readonly #watchers = new Set<(state: StateBody) => void>()

  constructor(initial: StateBody, emit: Emit) {
    this.#state = initial
    this.#emit = emit
  }

  get state(): StateBody {
    return this.#state
  }

  snapshot(): AppState {
    return { revision: this.#revision, ...this.#state }
  }

  update(patch: Partial<StateBody>): void {
    this.#state = { ...this.#state, ...patch }
    this.#stateTimer ??= setImmediate(() => {
      this.#stateTimer = undefined
      this.#revision += 1
      this.#emit('state', this.snapshot())
      for (const watcher of this.#watchers) watcher(this.#state)
    })
  }

  /** Rows of the store changed, and the page may be showing them. */
  changed(change: Change): void {
    this.#pending.push(change)
    this.#changeTimer ??= setTimeout(() => {
      const merged = mergeChanges(this.#pending)
      this.#changeTimer = undefined
      this.#pending = []
      this.#revision += 1
      this.#emit('changed', { revision: this.#revision, ...merged })
    }, CHANGED_EVERY_MS)
  }

  /**
   * For other users of the state in main, such as the tray. Called after each coalesced update; returns a function that
   * stops it.
   */
  watch(watcher: (state: StateBody) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  dispose(): void {
    clearImmediate(this.#stateTimer)
    clearTimeout(this.#changeTimer)
    this.#watchers.clear()
  }
}

/** Merges changes: every conversation once, and the latest state of every message, payment and invoice. */
export function mergeChanges(changes: readonly Change[]): Change {
  const latest = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] => [
    ...new Map(rows.map((row) => [keyOf(row), row])).values()
  ]
  const paymentHash = (row: { readonly paymentHash: string }) => row.paymentHash
  return {
    conversations: [...new Set(changes.flatMap((change) => change.conversations))],
    messages: latest(
      changes.flatMap((change) => change.messages),
      ({ id }) => id
    ),
    payments: latest(
      changes.flatMap((change) => change.payments),
      paymentHash
    ),
    invoices: latest(
      changes.flatMap((change) => change.invoices),
      paymentHash
    )
  }
}

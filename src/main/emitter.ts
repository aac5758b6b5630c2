/** Emits one of several named events with the payload of its name. */
export type Emit<Events> = <E extends keyof Events>(event: E, payload: Events[E]) => void

type Listeners<Events> = { [E in keyof Events]?: Set<(payload: Events[E]) => void> }

/** Named events with typed payloads. Listeners are called synchronously, in the order in which they were added. */
export class Emitter<Events> {
  readonly #listeners: Listeners<Events> = {}

  /** Returns the function that removes the listener. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
    const set = (this.#listeners[event] ??= new Set())
    set.add(listener)
    return () => set.delete(listener)
  }

  readonly emit: Emit<Events> = (event, payload) => {
    for (const listener of this.#listeners[event] ?? []) listener(payload)
  }
}

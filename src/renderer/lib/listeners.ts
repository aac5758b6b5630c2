/** The listeners of an event. Not reactive, because the list is never rendered. */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>()

  /** @returns a function that removes the listener */
  add(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(event: Event): void {
    for (const listener of this.#listeners) listener(event)
  }
}

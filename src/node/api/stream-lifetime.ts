/** Disposes the source of a stream exactly once, even if the stream ends while it is still being opened. */
export class StreamLifetime {
  #dispose: (() => void) | undefined
  #ended = false

  opened(dispose: () => void): void {
    if (this.#ended) dispose()
    else this.#dispose = dispose
  }

  end(): void {
    this.#ended = true
    const dispose = this.#dispose
    this.#dispose = undefined
    dispose?.()
  }
}

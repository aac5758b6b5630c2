/**
 * A part of the page in a file of its own, which the first screen does not need. Loaded once. A failed load can be
 * repeated, because an update may have replaced the files of the running wallet.
 */
export class LazyPart<T> {
  /** The default export of the file; undefined until it is loaded. */
  loaded = $state.raw<T | undefined>()
  /** Number of failed loads. */
  failures = $state(0)
  #loading = false
  readonly #read: () => Promise<{ readonly default: T }>

  constructor(read: () => Promise<{ readonly default: T }>) {
    this.#read = read
  }

  /** Never rejects: a failure is counted and shown in place of the part. */
  readonly load = async (): Promise<void> => {
    if (this.loaded !== undefined || this.#loading) return
    this.#loading = true
    try {
      this.loaded = (await this.#read()).default
    } catch {
      this.failures += 1
    } finally {
      this.#loading = false
    }
  }
}

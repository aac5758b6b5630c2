/**
 * A part of the page in a file of its own, which the first screen does not need. It loads once; a failed load can be
 * repeated, because an update may have replaced the files of the running wallet.
 */
export class LazyPart<T> {
  /** What the file exports by default; undefined until it is loaded. */
  loaded = $state.raw<T | undefined>()
  /** How often loading failed. */
  failures = $state(0)
  #loading = false
  readonly #read: () => Promise<{ readonly default: T }>

  constructor(read: () => Promise<{ readonly default: T }>) {
    this.#read = read
  }

  /** Never rejects: a failure is counted and shown in the place of the part. */
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

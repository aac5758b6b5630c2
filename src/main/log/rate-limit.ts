/** Maximum lines per event and window. */
const MAX_LINES = 60
/** Milliseconds. */
const WINDOW_MS = 60_000

interface Window {
  readonly begun: number
  lines: number
  dropped: number
}

/** Limits the lines per event, so that a flood of one event cannot displace all others. */
export class RateLimit {
  readonly #windows = new Map<string, Window>()

  constructor(private readonly now: () => number) {}

  /** Returns undefined if the line must be dropped; otherwise the number of lines of the event dropped before it. */
  admit(event: string): number | undefined {
    const now = this.now()
    const window = this.#windows.get(event)
    if (window === undefined || now - window.begun >= WINDOW_MS || now < window.begun) {
      this.#windows.set(event, { begun: now, lines: 1, dropped: 0 })
      return window?.dropped ?? 0
    }
    if (window.lines >= MAX_LINES) {
      window.dropped += 1
      return undefined
    }
    window.lines += 1
    return 0
  }
}

/** Lines that one event may write in one window. */
const MAX_LINES = 60
/** Milliseconds. */
const WINDOW_MS = 60_000

interface Window {
  readonly begun: number
  lines: number
  dropped: number
}

/** Bounds the lines per event, so that a flood of one event cannot push everything else out of the log. */
export class RateLimit {
  readonly #windows = new Map<string, Window>()

  constructor(private readonly now: () => number) {}

  /** Returns undefined where the line must be dropped; otherwise how many lines of the event were dropped before it. */
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

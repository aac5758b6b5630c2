/** One comparison: a measurement of the wallet with its floor, the least possible value, measured in the same run. */
export interface BenchRow {
  /** The value for `--only`. */
  readonly id: string
  readonly what: string
  /** The unit of `measured` and `floor`. */
  readonly unit: string
  /** The largest acceptable ratio. */
  readonly limit: number
  readonly better: 'lower' | 'higher'
  run(context: BenchContext): Promise<Measurement>
}

export interface Measurement {
  readonly measured: number
  readonly floor: number
}

export interface BenchContext {
  readonly electron: ElectronRuntime
  /** A new empty folder, removed after the row. */
  temporaryFolder(): string
  progress(text: string): void
  /** Shared by all rows that run together. */
  readonly run: BenchRun
}

export interface BenchRun {
  /** A new empty folder, removed after the last row. */
  temporaryFolder(): string
  /** Called after the last row, the latest first. */
  atEnd(stop: () => Promise<void>): void
  /** Builds btcd and LND unless they are cached; resolves with their folder. */
  lndPrograms(): Promise<string>
}

/** Creates something that several rows need once per run. */
export function madeOnce<T>(
  make: (context: BenchContext) => Promise<T>
): (context: BenchContext) => Promise<T> {
  const made = new WeakMap<BenchRun, Promise<T>>()
  return (context) => {
    const known = made.get(context.run) ?? make(context)
    made.set(context.run, known)
    return known
  }
}

/** How to start Electron here, as the resolver in scripts/ found it. */
export interface ElectronRuntime {
  readonly executable: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** What `--json` writes for each row. */
export interface BenchResult {
  readonly id: string
  readonly what: string
  readonly measured: number
  readonly floor: number
  readonly ratio: number
  readonly limit: number
  readonly better: 'lower' | 'higher'
}

export function resultOf(row: BenchRow, { measured, floor }: Measurement): BenchResult {
  const { id, what, limit, better } = row
  return { id, what, measured, floor, ratio: measured / floor, limit, better }
}

export function holds(result: BenchResult): boolean {
  return result.better === 'lower' ? result.ratio <= result.limit : result.ratio >= result.limit
}

/** The middle of an odd or even number of samples; robust against one slow run. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  if (upper === undefined || lower === undefined) throw new Error('no samples')
  return (upper + lower) / 2
}

import { open, rename, rm } from 'node:fs/promises'
import type { ExportProgress } from '../../shared/domain/activity'
import { fail, ok, type Result } from '../../shared/result'
import type { AskWhere } from './save-file'

/** A part of the file. An export that ends without its last one was cut short. */
export interface Piece extends ExportProgress {
  readonly text: string
  readonly last: boolean
}

export interface ExporterDeps {
  readonly askWhere: AskWhere
  readonly progress: (progress: ExportProgress) => void
  readonly now: () => number
}

/** Between two events about the progress. */
const PROGRESS_EVERY_MS = 100

/** Writes one export at a time, piece by piece, beside its place: nobody ever finds half a file there. */
export class Exporter {
  readonly #deps: ExporterDeps
  #running = false
  #cancelled = false

  constructor(deps: ExporterDeps) {
    this.#deps = deps
  }

  /** Asks where, then writes. Answers with the rows written, or `undefined` where the person cancelled. */
  async run(
    name: string,
    pieces: AsyncGenerator<Piece>
  ): Promise<Result<number | undefined, 'write-failed' | 'already-exporting'>> {
    if (this.#running) return fail('already-exporting')
    this.#running = true
    this.#cancelled = false
    try {
      const path = await this.#deps.askWhere(name)
      return path === undefined ? ok(undefined) : await this.#write(path, pieces)
    } finally {
      this.#running = false
      await pieces.return(undefined)
    }
  }

  readonly cancel = (): void => {
    this.#cancelled = true
  }

  async #write(
    path: string,
    pieces: AsyncGenerator<Piece>
  ): Promise<Result<number | undefined, 'write-failed'>> {
    const part = `${path}.part`
    try {
      const rows = await this.#writePieces(part, pieces)
      if (rows !== undefined) await rename(part, path)
      else await rm(part, { force: true })
      return rows === undefined && !this.#cancelled ? fail('write-failed') : ok(rows)
    } catch {
      await rm(part, { force: true }).catch(() => undefined)
      return fail('write-failed')
    }
  }

  /** The rows written, or `undefined` where the file did not become whole. */
  async #writePieces(part: string, pieces: AsyncGenerator<Piece>): Promise<number | undefined> {
    const { progress, now } = this.#deps
    const file = await open(part, 'w')
    try {
      let told = -Infinity
      for await (const { text, done, total, last } of pieces) {
        if (this.#cancelled) return undefined
        await file.write(text)
        if (last) {
          await file.sync()
          return done
        }
        if (now() - told < PROGRESS_EVERY_MS) continue
        told = now()
        progress({ done, total })
      }
      return undefined
    } finally {
      await file.close()
    }
  }
}

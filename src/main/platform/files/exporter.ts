import { existsSync } from 'node:fs'
import { mkdtemp, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportProgress } from '../../../shared/domain/activity'
import { fail, ok, type Result } from '../../../shared/result'
import type { ExportPiece } from '../../wallet/export/activity-export'
import type { FilePiece } from '../../wallet/export/everything-export'
import { partOf, type AskFolder, type AskWhere } from './save-file'

export interface ExporterDeps {
  readonly askWhere: AskWhere
  readonly askFolder: AskFolder
  readonly progress: (progress: ExportProgress) => void
  readonly now: () => number
}

type Exported<Code extends string = 'write-failed'> = Result<number | undefined, Code>

/** Minimum time between two progress events. */
const PROGRESS_EVERY_MS = 100

/**
 * Writes one export at a time. Data goes into a temporary file beside the target, which is renamed at the end, so that
 * the target is never incomplete.
 */
export class Exporter {
  readonly #deps: ExporterDeps
  #running = false
  #cancelled = false

  constructor(deps: ExporterDeps) {
    this.#deps = deps
  }

  /** Asks for a file name, then writes the file. Returns the number of rows, or `undefined` if the person cancelled. */
  run(
    name: string,
    pieces: AsyncGenerator<ExportPiece>
  ): Promise<Exported<'write-failed' | 'already-exporting'>> {
    return this.#alone(pieces, async () => {
      const path = await this.#deps.askWhere(name)
      if (path === undefined) return ok(undefined)
      const part = partOf(path)
      const remove = () => rm(part, { force: true })
      return this.#write(
        () => this.#writePieces(pieces, () => part),
        () => rename(part, path),
        remove
      )
    })
  }

  /** Asks for a folder, then writes the files into a new subfolder with this name, numbered if the name is taken. */
  runFolder(
    name: string,
    pieces: AsyncGenerator<FilePiece>
  ): Promise<Exported<'write-failed' | 'already-exporting'>> {
    return this.#alone(pieces, async () => {
      const parent = await this.#deps.askFolder()
      if (parent === undefined) return ok(undefined)
      const path = join(parent, name)
      const part = await mkdtemp(`${path}.part-`).catch(() => undefined)
      if (part === undefined) return fail('write-failed')
      const remove = () => rm(part, { recursive: true, force: true })
      const write = () => this.#writePieces(pieces, ({ file }) => join(part, file))
      return this.#write(write, () => rename(part, unused(path)), remove)
    })
  }

  readonly cancel = (): void => {
    this.#cancelled = true
  }

  async #alone(
    pieces: AsyncGenerator<ExportPiece>,
    write: () => Promise<Exported>
  ): Promise<Exported<'write-failed' | 'already-exporting'>> {
    if (this.#running) return fail('already-exporting')
    this.#running = true
    this.#cancelled = false
    try {
      return await write()
    } finally {
      this.#running = false
      await pieces.return(undefined)
    }
  }

  /** Renames the written file to its target on success, and deletes it otherwise. */
  async #write(
    write: () => Promise<number | undefined>,
    place: () => Promise<void>,
    remove: () => Promise<void>
  ): Promise<Exported> {
    try {
      const rows = await write()
      if (rows !== undefined) await place()
      else await remove()
      return rows === undefined && !this.#cancelled ? fail('write-failed') : ok(rows)
    } catch {
      await remove().catch(() => undefined)
      return fail('write-failed')
    }
  }

  /** The number of rows, or `undefined` if not everything was written. */
  async #writePieces<P extends ExportPiece>(
    pieces: AsyncGenerator<P>,
    pathOf: (piece: P) => string
  ): Promise<number | undefined> {
    const { progress, now } = this.#deps
    let current: { readonly path: string; readonly file: FileHandle } | undefined
    try {
      let told = -Infinity
      for await (const piece of pieces) {
        if (this.#cancelled) return undefined
        const path = pathOf(piece)
        if (current?.path !== path) {
          await current?.file.sync()
          await current?.file.close()
          current = undefined
          current = { path, file: await open(path, 'wx', 0o600) }
        }
        const { text, done, total, last } = piece
        // Not `write`: on a nearly full disk it may write a part and report success.
        await current.file.appendFile(text)
        if (last) {
          await current.file.sync()
          return done
        }
        if (now() - told < PROGRESS_EVERY_MS) continue
        told = now()
        progress({ done, total })
      }
      return undefined
    } finally {
      await current?.file.close()
    }
  }
}

/** The path itself, or the first numbered variant that does not exist, so that no earlier export is overwritten. */
function unused(path: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path}-${number}`
    if (!existsSync(candidate)) return candidate
  }
}

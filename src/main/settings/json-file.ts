import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Store from 'electron-store'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../shared/result'
import { errorCode } from '../error-text'

export type ReadFailure = 'damaged' | 'unreadable'
export type JsonObject = Readonly<Record<string, unknown>>

// `v.record` alone would accept an array.
const Content = v.pipe(
  v.unknown(),
  v.check((content) => !Array.isArray(content)),
  v.record(v.string(), v.unknown())
)

/**
 * A small JSON file, written by electron-store: atomically, and readable by its owner only. electron-store silently
 * replaces a damaged file, so damage is detected here first.
 */
export class JsonFile {
  readonly path: string
  #store: Store | undefined

  constructor(path: string) {
    this.path = path
  }

  /** Undefined if there is no file yet. `damaged`: not a JSON object. `unreadable`: the system denies access. */
  read(): Result<JsonObject | undefined, ReadFailure> {
    // Checked first, because a missing file is normal at the first start, and creating Node's error takes time.
    if (!existsSync(this.path)) return ok(undefined)
    let text: string
    try {
      text = readFileSync(this.path, 'utf8')
    } catch (error) {
      return fail('unreadable', errorCode(error) || 'unknown')
    }
    try {
      const content = v.safeParse(Content, JSON.parse(text))
      return content.success ? ok(content.output) : fail('damaged')
    } catch {
      return fail('damaged')
    }
  }

  write(content: JsonObject): Result<undefined, 'store-failed'> {
    try {
      this.#store ??= this.#open()
      this.#store.store = { ...content }
      return ok(undefined)
    } catch (error) {
      return fail('store-failed', errorCode(error) || 'unknown')
    }
  }

  /** Copies a damaged file before it is overwritten. Returns the path of the copy. */
  copyAside(now = new Date()): string {
    const aside = `${this.path}.broken-${now.toISOString().replace(/[:.]/gu, '-')}`
    copyFileSync(this.path, aside)
    return aside
  }

  /** Only for writing: reading needs no store, and opening one creates its folder. */
  #open(): Store {
    return new Store({
      cwd: dirname(this.path),
      name: basename(this.path, '.json'),
      // Without this, a damaged file could never be overwritten.
      clearInvalidConfig: true,
      configFileMode: 0o600,
      // Keys are data (ids of nodes or displays), not paths into an object.
      accessPropertiesByDotNotation: false
    })
  }
}

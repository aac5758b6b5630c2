import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Store from 'electron-store'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../shared/result'
import { errorCode } from '../error-text'

export type ReadFailure = 'damaged' | 'unreadable'
export type JsonObject = Readonly<Record<string, unknown>>

// To a record, an array is an object like any other.
const Content = v.pipe(
  v.unknown(),
  v.check((content) => !Array.isArray(content)),
  v.record(v.string(), v.unknown())
)

/**
 * A small JSON file, kept by electron-store: the old one or the new one, never half of one, and readable by its owner
 * only. What electron-store would pass over in silence, a damaged file, is told apart here before it gets to see it.
 */
export class JsonFile {
  readonly path: string
  #store: Store | undefined

  constructor(path: string) {
    this.path = path
  }

  /** Undefined where there is no file yet. `damaged`: not a JSON object. `unreadable`: the system does not let us. */
  read(): Result<JsonObject | undefined, ReadFailure> {
    // Asked first, because a first start is no error, and Node takes its time to make one.
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

  /** Keeps a copy of a file that makes no sense before anything is written over it. Gives the copy's path. */
  keepAside(now = new Date()): string {
    const aside = `${this.path}.broken-${now.toISOString().replace(/[:.]/gu, '-')}`
    copyFileSync(this.path, aside)
    return aside
  }

  /** Only for the first write: reading needs no store, and opening one makes its folder. */
  #open(): Store {
    return new Store({
      cwd: dirname(this.path),
      name: basename(this.path, '.json'),
      // Without it a damaged file could never be written over.
      clearInvalidConfig: true,
      configFileMode: 0o600,
      // Keys are data (ids of nodes, of displays), never paths into an object.
      accessPropertiesByDotNotation: false
    })
  }
}

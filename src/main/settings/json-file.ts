import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync
} from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../shared/result'

export type ReadFailure = 'damaged' | 'unreadable'

/**
 * A small JSON file that is either the old one or the new one, never half of one: it is written beside, flushed and
 * renamed. Readable by its owner only.
 */
export class JsonFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Undefined where there is no file yet. `damaged`: not JSON. `unreadable`: the system does not let us read it. */
  read(): Result<unknown, ReadFailure> {
    let text: string
    try {
      text = readFileSync(this.path, 'utf8')
    } catch (error) {
      return errorCode(error) === 'ENOENT' ? ok(undefined) : fail('unreadable', errorCode(error))
    }
    try {
      return ok(JSON.parse(text) as unknown)
    } catch {
      return fail('damaged')
    }
  }

  write(value: unknown): Result<undefined, 'store-failed'> {
    const beside = `${this.path}.new`
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 })
      const handle = openSync(beside, 'w', 0o600)
      try {
        writeSync(handle, `${JSON.stringify(value, undefined, 2)}\n`)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      renameSync(beside, this.path)
      return ok(undefined)
    } catch (error) {
      return fail('store-failed', errorCode(error))
    }
  }

  /** Keeps a copy of a file that makes no sense before anything is written over it. Gives the copy's path. */
  keepAside(now = new Date()): string {
    const aside = `${this.path}.broken-${now.toISOString().replace(/[:.]/gu, '-')}`
    copyFileSync(this.path, aside)
    return aside
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}

import semver from 'semver'
import * as v from 'valibot'
import type { JsonFile } from '../../settings/json-file'

/** Versions of Semantic Versioning 2.0.0. Any other text counts as no version. */
const Content = v.object({
  version: v.pipe(
    v.string(),
    v.check((text) => semver.valid(text) !== null)
  )
})

/**
 * Remembers the newest version that a signed feed ever named. An earlier feed stays signed and may still be valid by
 * its date, so an attacker between the wallet and the server could serve it to hide the newer version.
 */
export class NewestSeen {
  readonly #file: Pick<JsonFile, 'read' | 'write'>

  constructor(file: Pick<JsonFile, 'read' | 'write'>) {
    this.#file = file
  }

  /** Whether a newer version than this one was named before. False for text that is not a version. */
  isNewerThan(version: string): boolean {
    const seen = this.#version
    return seen !== undefined && semver.valid(version) !== null && semver.gt(seen, version)
  }

  /** Remembers the version if it is the newest so far. If the file cannot be written, the next check tries again. */
  note(version: string): void {
    if (semver.valid(version) === null) return
    const seen = this.#version
    if (seen === undefined || semver.gt(version, seen)) this.#file.write({ version })
  }

  get #version(): string | undefined {
    const content = this.#file.read()
    const parsed = v.safeParse(Content, content.ok ? content.value : undefined)
    return parsed.success ? parsed.output.version : undefined
  }
}

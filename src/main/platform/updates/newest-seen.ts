import * as v from 'valibot'
import type { JsonFile } from '../../settings/json-file'

const Content = v.object({ version: v.pipe(v.string(), v.maxLength(100)) })

/**
 * Remembers the newest version that a signed feed ever named. An earlier feed stays signed and may still be valid by
 * its date, so an attacker between the wallet and the server could serve it to hide the newer version.
 */
export class NewestSeen {
  readonly #file: Pick<JsonFile, 'read' | 'write'>

  constructor(file: Pick<JsonFile, 'read' | 'write'>) {
    this.#file = file
  }

  /** Whether a newer version than this one was named before. */
  isNewerThan(version: string): boolean {
    const seen = this.#version
    return seen !== undefined && compareVersions(seen, version) > 0
  }

  /** Remembers the version if it is the newest so far. If the file cannot be written, the next check tries again. */
  note(version: string): void {
    const seen = this.#version
    if (seen === undefined || compareVersions(version, seen) > 0) this.#file.write({ version })
  }

  get #version(): string | undefined {
    const content = this.#file.read()
    const parsed = v.safeParse(Content, content.ok ? content.value : undefined)
    return parsed.success ? parsed.output.version : undefined
  }
}

/** Positive if `one` is the newer version. Semantic Versioning 2.0.0, section 11. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)]
  return (
    firstDifference(left.numbers, right.numbers) ||
    // A version comes after its own pre-releases.
    Number(left.pre.length === 0) - Number(right.pre.length === 0) ||
    firstDifference(left.pre, right.pre)
  )
}

function partsOf(version: string) {
  const [core = '', ...pre] = version.split('+', 1).join('').split('-')
  return {
    numbers: core.split('.'),
    pre: pre.length === 0 ? [] : pre.join('-').split('.')
  }
}

function firstDifference(left: readonly string[], right: readonly string[]): number {
  const length = Math.max(left.length, right.length)
  for (let at = 0; at < length; at++) {
    const difference = compareParts(left[at], right[at])
    if (difference !== 0) return difference
  }
  return 0
}

/** A missing part comes first, a number before a word. */
function compareParts(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0
  if (one === undefined || other === undefined) return one === undefined ? -1 : 1
  const numbers = [one, other].map((part) => /^\d+$/u.test(part))
  if (numbers[0] === true && numbers[1] === true) {
    return BigInt(one) > BigInt(other) ? 1 : BigInt(one) < BigInt(other) ? -1 : 0
  }
  if (numbers[0] !== numbers[1]) return numbers[0] === true ? -1 : 1
  return one > other ? 1 : -1
}

import type { JsonFile } from './json-file'

/** A file of ours that could not be used, and where what was in it is kept. */
export interface Damage {
  readonly file: string
  /** Undefined where the file could not even be copied; it is then still where it was. */
  readonly keptAt: string | undefined
}

/** Reads a file; what is damaged is copied aside and reported, and the caller goes on with its defaults. */
export function readOrKeepAside(file: JsonFile, onDamage: (damage: Damage) => void): unknown {
  const read = file.read()
  if (read.ok) return read.value
  reportDamage(file, onDamage)
  return undefined
}

export function reportDamage(file: JsonFile, onDamage: (damage: Damage) => void): void {
  try {
    onDamage({ file: file.path, keptAt: file.keepAside() })
  } catch {
    onDamage({ file: file.path, keptAt: undefined })
  }
}

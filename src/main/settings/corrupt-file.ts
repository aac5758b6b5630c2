import type { JsonFile } from './json-file'

/** A settings file that could not be used, and where its copy is. */
export interface Damage {
  readonly file: string
  /** Undefined if the file could not be copied; it is then still in its place. */
  readonly keptAt: string | undefined
}

/** Reads a file. A damaged one is copied aside and reported, and the caller continues with its defaults. */
export function readOrCopyAside(file: JsonFile, onCorruptFile: (damage: Damage) => void): unknown {
  const read = file.read()
  if (read.ok) return read.value
  reportCorruptFile(file, onCorruptFile)
  return undefined
}

export function reportCorruptFile(file: JsonFile, onCorruptFile: (damage: Damage) => void): void {
  try {
    onCorruptFile({ file: file.path, keptAt: file.copyAside() })
  } catch {
    onCorruptFile({ file: file.path, keptAt: undefined })
  }
}

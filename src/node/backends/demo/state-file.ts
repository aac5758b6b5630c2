import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** The saved state; undefined if nothing was saved yet. */
export function readStateFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Replaces the file atomically: a killed process leaves the old or the new one. */
export function writeStateFile(path: string, text: string): void {
  const next = `${path}.next`
  writeFileSync(next, text, { mode: 0o600 })
  renameSync(next, path)
}

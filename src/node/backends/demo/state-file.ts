import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** What was saved, or undefined where nothing was yet. */
export function readStateFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Replaces the file as a whole: a process killed meanwhile leaves the old one or the new one. */
export function writeStateFile(path: string, text: string): void {
  const next = `${path}.next`
  writeFileSync(next, text, { mode: 0o600 })
  renameSync(next, path)
}

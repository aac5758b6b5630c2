import { constants, open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../../../shared/result'

export interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Limits for the files that the person chose. `files`: their number. `size`: bytes of each. */
export interface ChosenLimits {
  readonly files: number
  readonly size: number
}

/**
 * Reads files that the person chose. Only ordinary files are read: reading a pipe or a device may never end, and would
 * occupy a thread of this process. Reading stops at the limits.
 */
export async function readChosenFiles(
  paths: readonly string[],
  limits: ChosenLimits
): Promise<Result<readonly ChosenFile[], 'too-large' | 'unreadable-file'>> {
  if (paths.length > limits.files) return fail('too-large')
  const files: ChosenFile[] = []
  for (const path of paths) {
    const read = await readOrdinaryFile(path, limits.size)
    if (!read.ok) return read
    files.push({ name: basename(path), bytes: read.value })
  }
  return ok(files)
}

async function readOrdinaryFile(
  path: string,
  maxBytes: number
): Promise<Result<Uint8Array<ArrayBuffer>, 'too-large' | 'unreadable-file'>> {
  let file: FileHandle | undefined
  try {
    // Without this flag, opening a pipe waits for a writer. Windows does not have the flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!(await file.stat()).isFile()) return fail('unreadable-file')
    // The file may grow while it is read, so its size is not used.
    const bytes = new Uint8Array(maxBytes + 1)
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return length > maxBytes ? fail('too-large') : ok(bytes.slice(0, length))
  } catch {
    return fail('unreadable-file')
  } finally {
    await file?.close().catch(() => undefined)
  }
}

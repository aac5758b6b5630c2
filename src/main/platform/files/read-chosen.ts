import { constants, open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../../../shared/result'

export interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The files that the person chose must be few and small. `size`: bytes. */
export interface ChosenLimits {
  readonly files: number
  readonly size: number
}

/**
 * Reads files that the person chose. A name can lead to a pipe, which never ends and would keep a thread of this process
 * for good, or to a device, which has no end either: only ordinary files are read, and no more of them than is allowed.
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
    // Opening a pipe would wait for a writer otherwise. Windows has no such flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!(await file.stat()).isFile()) return fail('unreadable-file')
    // The file may grow meanwhile, so its size is not asked for.
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

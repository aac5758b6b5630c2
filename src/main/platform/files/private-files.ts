import { chmodSync } from 'node:fs'
import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const FOLDER = 0o700
const FILE = 0o600

/**
 * Removes other users' access to a profile folder, which a restored backup or a folder made by the person may have.
 * The mode of the folder itself is enough. Windows has no such modes; there the location keeps a profile private.
 */
export function makeProfilePrivate(userData: string): void {
  if (process.platform !== 'win32') chmodSync(userData, FOLDER)
}

/**
 * Sets the modes of all files in a profile to those of new files. Links are not followed; files that vanish are
 * skipped.
 */
export async function tightenModes(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    try {
      if (entry.isDirectory()) {
        await chmod(path, FOLDER)
        await tightenModes(path)
      } else if (entry.isFile()) await chmod(path, FILE)
    } catch {
      // Chromium may remove its own files at any time.
    }
  }
}

import { chmodSync } from 'node:fs'
import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const FOLDER = 0o700
const FILE = 0o600

/**
 * Closes a profile folder to other users, as a restored backup or a folder of the person's own may not be. The folder
 * itself is enough to keep them out. Windows has no such modes, and keeps a profile private by its place.
 */
export function closeProfile(userData: string): void {
  if (process.platform !== 'win32') chmodSync(userData, FOLDER)
}

/** Gives everything in a profile the modes that new files get. Links are not followed, and what is gone is skipped. */
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
      // Chromium removes files of its own at any time.
    }
  }
}

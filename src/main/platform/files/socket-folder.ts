import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The longest name of a socket that every system takes, in bytes: macOS keeps 104 with a zero at the end. */
const MAX_SOCKET_BYTES = 103
const SOCKET = 'node.sock'
/** What `mkdtemp` adds to the name of a folder. */
const RANDOM_BYTES = 6

export interface SocketFolder {
  /** `unix:/path` */
  readonly address: string
  remove(): void
}

/** Where sockets may be: the profile first, then the folders for the running session, which have shorter names. */
export function socketPlaces(
  userData: string,
  runtimeDir: string | undefined,
  temporary: string
): readonly string[] {
  return [userData, ...(runtimeDir === undefined || runtimeDir === '' ? [] : [runtimeDir]), temporary]
}

/**
 * Makes a new folder that only this user can enter (mode 0700), for one socket. Folders that an earlier run of this
 * profile left behind are removed. Undefined where none of the places has a name that is short enough, or can be
 * written to.
 */
export function makeSocketFolder(userData: string, places: readonly string[]): SocketFolder | undefined {
  const prefix = prefixOf(userData)
  for (const place of places) {
    const socket = join(place, `${prefix}${'x'.repeat(RANDOM_BYTES)}`, SOCKET)
    // Other characters would have to be encoded in the address.
    if (Buffer.byteLength(socket) > MAX_SOCKET_BYTES || !/^[\w./-]+$/u.test(socket)) continue
    try {
      const folder = mkdtempSync(join(place, prefix))
      return {
        address: `unix:${join(folder, SOCKET)}`,
        remove: () => {
          removeFolder(folder)
        }
      }
    } catch {
      // Read-only, or gone: the next place.
    }
  }
  return undefined
}

/** Removes what a run of this profile left behind that was killed. Only one run of a profile is there at a time. */
export function removeStaleSocketFolders(userData: string, places: readonly string[]): void {
  const prefix = prefixOf(userData)
  for (const place of places) {
    for (const name of namesIn(place)) {
      if (name.startsWith(prefix) && isOwnFolder(join(place, name))) removeFolder(join(place, name))
    }
  }
}

/** Of the folders of one profile. */
function prefixOf(userData: string): string {
  return `imp-${createHash('sha256').update(userData).digest('hex').slice(0, 8)}-`
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isOwnFolder(path: string): boolean {
  try {
    const found = lstatSync(path)
    return found.isDirectory() && found.uid === process.getuid?.()
  } catch {
    return false
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // It is empty but for a socket; the next run tries again.
  }
}

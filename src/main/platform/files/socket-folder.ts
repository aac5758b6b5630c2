import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Maximum length of a socket's path, in bytes. macOS has the lowest limit: 104 with the zero at the end (sys/un.h). */
const MAX_SOCKET_BYTES = 103
const SOCKET = 'node.sock'
/** Length of the suffix that `mkdtemp` appends to a folder's name. */
const RANDOM_BYTES = 6

export interface SocketFolder {
  /** `unix:/path` */
  readonly address: string
  remove(): void
}

/** Folders for sockets, in order: the profile, then the folders of the running session, which have shorter paths. */
export function socketPlaces(
  userData: string,
  runtimeDir: string | undefined,
  temporary: string
): readonly string[] {
  return [userData, ...(runtimeDir === undefined || runtimeDir === '' ? [] : [runtimeDir]), temporary]
}

/**
 * Creates a folder for one socket that only this user can enter (mode 0700). Undefined if the path of every place is
 * too long, or none is writable.
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
      // The place is read-only or missing; the next one is tried.
    }
  }
  return undefined
}

/** Removes folders that a killed run of this profile left behind. Only one wallet at a time uses a profile. */
export function removeStaleSocketFolders(userData: string, places: readonly string[]): void {
  const prefix = prefixOf(userData)
  for (const place of places) {
    for (const name of namesIn(place)) {
      if (name.startsWith(prefix) && isOwnFolder(join(place, name))) removeFolder(join(place, name))
    }
  }
}

/** The prefix of the names of this profile's socket folders. */
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
    // The folder contains at most a socket. The next run tries again.
  }
}

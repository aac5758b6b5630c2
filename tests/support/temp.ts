import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []
process.once('exit', () => made.forEach(removeFolder))

/**
 * A new empty folder, which goes away when this process ends. Under vitest, whose workers are killed, remove it
 * with removeFolder.
 */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-test-'))
  made.push(folder)
  return folder
}

/** The retries are for processes of a killed wallet, which hold files (Windows) or write some until they notice. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}

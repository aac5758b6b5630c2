import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new empty folder. Remove it with removeTempDir. */
export const makeTempDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'imp-wallet-test-'))

/** The retries are for Windows, where a process that has just ended may still hold a file. */
export const removeTempDir = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })

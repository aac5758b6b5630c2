import { join } from 'node:path'
import type { LaunchedWallet } from './app'

/** For `launchWallet`: a wallet whose disk the test fills. */
export const SMALL_DISK = join('tests', 'support', 'drivers', 'small-disk')

/** More than SQLite lets a database have. */
const UNLIMITED = 4_294_967_294

/** Allows no more pages from now on. Writes that fit into the existing pages still succeed. */
export const fillDisk = (wallet: LaunchedWallet): Promise<void> => limitPages(wallet, 1)

export const makeRoom = (wallet: LaunchedWallet): Promise<void> => limitPages(wallet, UNLIMITED)

/** The limit is at least the current size: https://sqlite.org/pragma.html#pragma_max_page_count */
function limitPages({ app }: LaunchedWallet, pages: number): Promise<void> {
  return app.evaluate((_electron, count) => {
    const opened = Reflect.get(globalThis, 'openedDatabases') as Set<{ exec(sql: string): void }>
    for (const database of opened) database.exec(`PRAGMA max_page_count = ${count}`)
  }, pages)
}

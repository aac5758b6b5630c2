import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Relative to out/main, the folder of the built code, both in a checkout and in the package. */
const PREBUILDS = join(__dirname, '../../node_modules/@photostructure/sqlite/prebuilds')

/**
 * Replaces the package `node-gyp-build`, which loads the native code of the SQLite package. `node-gyp-build` lets
 * environment variables choose the file, so they could run any code in the wallet, past Electron's fuses. This one
 * loads only the file that the package contains for this system. Throws if there is none.
 */
export default function loadPackagedSqlite(): unknown {
  const target = `${process.platform}-${process.arch}`
  return createRequire(__filename)(join(PREBUILDS, target, '@photostructure+sqlite.glibc.node'))
}

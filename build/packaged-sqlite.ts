import { createRequire } from 'node:module'
import { join } from 'node:path'

/** From out/main, where this code is built to, in a checkout and in the package. */
const PREBUILDS = join(__dirname, '../../node_modules/@photostructure/sqlite/prebuilds')

/**
 * Stands in for the package `node-gyp-build`, through which the SQLite package loads its native code. That one lets
 * environment variables name the file to load, and so lets them run any code in the wallet, past Electron's fuses.
 * This one loads the one file that the package carries for this system. Throws where there is none.
 */
export default function loadPackagedSqlite(): unknown {
  const target = `${process.platform}-${process.arch}`
  return createRequire(__filename)(join(PREBUILDS, target, '@photostructure+sqlite.glibc.node'))
}

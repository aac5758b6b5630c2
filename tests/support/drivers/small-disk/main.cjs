// Starts the wallet with a database whose size the test can limit, like a full disk: SQLite then ends every write beyond
// the limit with SQLITE_FULL. See tests/support/drivers/disk.ts.
const { app } = require('electron')
const Module = require('node:module')
const { join } = require('node:path')

const opened = (globalThis.openedDatabases = new Set())

// The library's methods cannot be replaced, so its databases are intercepted when they are created.
const load = Module._load
Module._load = (request, ...rest) => {
  const loaded = load(request, ...rest)
  // The package is part of the bundle. Only its native file is loaded at run time.
  if (!request.endsWith('@photostructure+sqlite.glibc.node')) return loaded
  class DatabaseSync extends loaded.DatabaseSync {
    constructor(...args) {
      super(...args)
      opened.add(this)
    }
  }
  return { ...loaded, DatabaseSync }
}

const wallet = process.cwd()
app.setAppPath(wallet)
require(join(wallet, 'out', 'main', 'index.js'))

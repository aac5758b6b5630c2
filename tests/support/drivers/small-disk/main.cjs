// Starts the wallet with its database in the hands of the test, which limits it as a full disk does: SQLite then ends
// every write beyond the limit with SQLITE_FULL. See tests/support/drivers/disk.ts.
const { app } = require('electron')
const Module = require('node:module')
const { join } = require('node:path')

const opened = (globalThis.openedDatabases = new Set())

// The library's own methods cannot be replaced, so its databases are caught as they are made.
const load = Module._load
Module._load = (request, ...rest) => {
  const loaded = load(request, ...rest)
  // The package itself is part of the bundle; its native half is the one file that is still loaded.
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

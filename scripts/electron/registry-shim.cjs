// Runs the app in IMP_ELECTRON_APP, like Electron's default app does for `electron <folder>`. The runtime that this
// file is copied into (as resources/app/main.js) contains no default app.
const path = require('node:path')
const { app } = require('electron')

const folder = process.env.IMP_ELECTRON_APP
if (folder === undefined) {
  console.error('IMP_ELECTRON_APP must be the folder of the app to run.')
  app.exit(1)
} else {
  const manifest = require(path.join(folder, 'package.json'))
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
  app.setAppPath(folder)
  process.defaultApp = true
  require(path.join(folder, manifest.main))
}

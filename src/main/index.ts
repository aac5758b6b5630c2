import { join } from 'node:path'
import { app, BrowserWindow, protocol } from 'electron'
import { APP_HOST, APP_SCHEME, APP_SCHEME_PRIVILEGES, serveApp } from './desktop/app-scheme'
import { guardContents } from './desktop/guards'

const page = { protocol: `${APP_SCHEME}:`, host: APP_HOST }
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES])
guardContents(app, page)
void app.whenReady().then(() => {
  serveApp(protocol, join(__dirname, '../renderer'))
  const window = new BrowserWindow({
    width: 1080,
    height: 720,
    webPreferences: { preload: join(__dirname, '../preload/index.js'), sandbox: true, contextIsolation: true }
  })
  void window.loadURL(`${APP_SCHEME}://${APP_HOST}/index.html`)
})

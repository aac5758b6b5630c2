// The smallest Electron program: one sandboxed window with one button. It is the floor of start-up and memory.
const { app, BrowserWindow } = require('electron')
const { join } = require('node:path')

app.setPath('userData', process.env.IMP_WALLET_DATA_DIR)
app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1080,
    height: 720,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false }
  })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(join(__dirname, 'index.html'))
})

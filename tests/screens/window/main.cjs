// An empty window for the scenes. The one who drives it says what to load.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ useContentSize: true, webPreferences: { sandbox: true } })
  void window.loadURL('about:blank')
})

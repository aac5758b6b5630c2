// An empty window. The program that controls it loads the scenes.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ useContentSize: true, webPreferences: { sandbox: true } })
  void window.loadURL('about:blank')
})

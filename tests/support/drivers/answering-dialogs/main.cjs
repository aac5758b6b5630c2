// Starts the wallet with message boxes that the test reads and answers. Native ones cannot be read or clicked, and the
// first of them open before a test can reach into the app. See tests/support/drivers/scripted-dialogs.ts.
const { app, dialog } = require('electron')
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')

/** Every box since the start. A box has `press` until it is answered. */
const boxes = (globalThis.messageBoxes = [])

dialog.showMessageBox = (...args) =>
  new Promise((resolve) => {
    const { message, detail, buttons } = args.at(-1)
    const press = (label) => resolve({ response: buttons.indexOf(label), checkboxChecked: false })
    boxes.push({ message, detail, buttons, press })
  })

// A synchronous box blocks the process, so a test cannot ask for its text. It is written to a file instead.
dialog.showMessageBoxSync = (...args) => {
  const { message, detail } = args.at(-1)
  writeFileSync(
    join(process.env.IMP_TEST_LAST_WORDS ?? app.getPath('userData'), 'last-words.txt'),
    `${message}\n${detail}`
  )
  return 0
}

const wallet = process.cwd()
app.setAppPath(wallet)
require(join(wallet, 'out', 'main', 'index.js'))

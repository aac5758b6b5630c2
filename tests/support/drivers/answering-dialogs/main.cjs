// Starts the wallet with its message boxes in the hands of the test: native ones cannot be read or clicked, and the
// first of them come before a test could reach into the app. See tests/support/drivers/scripted-dialogs.ts.
const { app, dialog } = require('electron')
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')

/** Every box since the start; `press` is there as long as it is open. */
const boxes = (globalThis.messageBoxes = [])

dialog.showMessageBox = (...args) =>
  new Promise((resolve) => {
    const { message, detail, buttons } = args.at(-1)
    const box = { message, detail, buttons, press: undefined }
    box.press = (label) => {
      box.press = undefined
      resolve({ response: buttons.indexOf(label), checkboxChecked: false })
    }
    boxes.push(box)
  })

// Nothing can be asked of a process that waits for this one: what it says is left in a file.
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

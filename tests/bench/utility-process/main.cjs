// Forks one utility process, without a window. A file, whose path is in the environment, names the script, its
// arguments, and the message that it gets when it reports that it is ready. Writes a line of JSON for the child's
// process id, and one for each message of the child.
const { app, utilityProcess } = require('electron')
const { readFileSync } = require('node:fs')

app.setPath('userData', process.env.IMP_WALLET_DATA_DIR)
const tell = (line) => process.stdout.write(JSON.stringify(line) + '\n')
app.whenReady().then(() => {
  const { script, execArgv, request } = JSON.parse(readFileSync(process.env.IMP_BENCH_CHILD, 'utf8'))
  const child = utilityProcess.fork(script, [], { execArgv })
  child.on('spawn', () => tell({ pid: child.pid }))
  child.on('message', (message) => {
    tell({ message })
    if (message.event === 'ready' && request !== undefined) child.postMessage(request)
  })
})

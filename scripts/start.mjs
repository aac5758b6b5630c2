// @ts-check
// The program of `npm start`, `npm run dev`, `npm run demo-node` and `npm run imp-node`. Passes further arguments on.
import { prepareElectron } from './electron/prepare.mjs'
import { buildIfNeeded } from './lib/build.mjs'
import { log, run, runCommand, StopError } from './lib/command.mjs'
import { inProject } from './lib/project.mjs'

const [program, ...args] = process.argv.slice(2)

await runCommand(async () => {
  switch (program) {
    case 'wallet':
      return startWallet()
    case 'dev':
      return startWithHotReload()
    case 'demo-node':
    case 'imp-node':
      await buildIfNeeded({ log })
      return run(process.execPath, [inProject('out', 'main', `${program}-cli.js`), ...args])
    default:
      throw new StopError('node scripts/start.mjs wallet | dev | demo-node | imp-node')
  }
})

async function startWallet() {
  const electron = await prepareElectron({ log })
  await buildIfNeeded({ log, electronVersion: electron.version })
  return run(electron.executable, [...electron.args, ...args], { env: electron.env })
}

/** Hot reload of the window; restarts the app when main or preload change. */
async function startWithHotReload() {
  const electron = await prepareElectron({ log })
  const electronVite = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  // electron-vite adds the app's folder itself.
  const chromium = electron.args.filter((arg) => arg.startsWith('--'))
  return run(process.execPath, [electronVite, 'dev', '--watch', '--', ...chromium, ...args], {
    env: { ...electron.env, ELECTRON_EXEC_PATH: electron.executable }
  })
}

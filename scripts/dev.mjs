// @ts-check
import { prepareElectron } from './electron/prepare.mjs'
import { log, runCommand } from './lib/command.mjs'
import { run } from './lib/process.mjs'
import { inProject } from './lib/project.mjs'

/** Hot reload of the window; restarts the app when main or preload change. Arguments are passed to the app. */
await runCommand(async () => {
  const { executable, args, env } = await prepareElectron({ log })
  const electronVite = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  // electron-vite adds the app's folder itself.
  const chromium = args.filter((arg) => arg.startsWith('--'))
  return run(
    process.execPath,
    [electronVite, 'dev', '--watch', '--', ...chromium, ...process.argv.slice(2)],
    {
      env: { ...env, ELECTRON_EXEC_PATH: executable }
    }
  )
})

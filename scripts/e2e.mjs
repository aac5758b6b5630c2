// @ts-check
import { buildIfNeeded } from './build.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { log, runCommand } from './lib/command.mjs'
import { run } from './lib/process.mjs'
import { inProject } from './lib/project.mjs'

/**
 * Runs Playwright's tests on a real Electron. Arguments are passed to `playwright test`. tests/support/app.ts reads the
 * variables.
 */
await runCommand(async () => {
  const { executable, version, args, env } = await prepareElectron({ log, ownBus: true })
  await buildIfNeeded({ log, electronVersion: version })
  const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js')
  return run(process.execPath, [playwright, 'test', ...process.argv.slice(2)], {
    env: { ...env, IMP_TEST_ELECTRON: executable, IMP_TEST_ELECTRON_ARGS: JSON.stringify(args) }
  })
})

// @ts-check
import { buildIfNeeded } from '../../scripts/lib/build.mjs'
import { prepareElectron } from '../../scripts/electron/prepare.mjs'
import { log, run, runCommand } from '../../scripts/lib/command.mjs'
import { lndPrograms } from './programs.mjs'
import { inProject } from '../../scripts/lib/project.mjs'

/** Runs the tests of the node, and of the wallet with it, on a real LND. */
await runCommand(async () => {
  const programs = await lndPrograms(log)
  // The tests of the wallet run it as those in tests/e2e do.
  const electron = await prepareElectron({ log, ownBus: true })
  await buildIfNeeded({ log, electronVersion: electron.version })
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs')
  return run(process.execPath, [vitest, 'run', '--project', 'lnd', ...process.argv.slice(2)], {
    env: {
      ...electron.env,
      LND_PROGRAMS: programs,
      IMP_TEST_ELECTRON: electron.executable,
      IMP_TEST_ELECTRON_ARGS: JSON.stringify(electron.args)
    }
  })
})

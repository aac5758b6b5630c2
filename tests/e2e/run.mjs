// @ts-check
import { buildIfNeeded } from '../../scripts/lib/build.mjs'
import { prepareElectron, startSessionBus, startXvfb } from '../../scripts/electron/prepare.mjs'
import { log, run, runCommand } from '../../scripts/lib/command.mjs'
import { inProject } from '../../scripts/lib/project.mjs'

/** Runs Playwright's tests on a real Electron. Passes its arguments to `playwright test`. */
await runCommand(async () => {
  const electron = await prepareElectron({ log, ownBus: true })
  await buildIfNeeded({ log, electronVersion: electron.version })
  const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js')
  // playwright.config.ts and tests/support/drivers/app.ts read these variables.
  const variables = {
    IMP_TEST_ELECTRON: electron.executable,
    IMP_TEST_ELECTRON_ARGS: JSON.stringify(electron.args),
    IMP_TEST_DESKTOPS: JSON.stringify(await desktops(electron))
  }
  return run(process.execPath, [playwright, 'test', ...process.argv.slice(2)], {
    env: { ...electron.env, ...variables }
  })
})

/**
 * One desktop for each worker, because windows on one screen take the focus from each other: two with invisible screens,
 * and one if the tests run on a person's desktop.
 * @param {import('../../scripts/electron/prepare.mjs').ReadyElectron} electron
 */
async function desktops({ env, headless }) {
  const { DISPLAY, DBUS_SESSION_BUS_ADDRESS } = env
  const first = { DISPLAY, DBUS_SESSION_BUS_ADDRESS }
  if (!headless) return [first]
  const bus = DBUS_SESSION_BUS_ADDRESS === undefined ? undefined : await startSessionBus()
  return [first, { DISPLAY: await startXvfb(), DBUS_SESSION_BUS_ADDRESS: bus }]
}

// @ts-check
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { startXvfb } from '../../scripts/electron/prepare.mjs'
import { ensureSystem, hasProgram } from '../../scripts/electron/system.mjs'
import { log, npmCommand, run, runCommand, StopError } from '../../scripts/lib/command.mjs'
import { connectControl, startDemoNode } from '../../scripts/lib/demo-node.mjs'
import { inProject } from '../../scripts/lib/project.mjs'
import { tryWaysIn } from './hardening.mjs'
import { addPerson } from './person.mjs'
import { mainProcess, sandboxProblems, startWallet } from './running-wallet.mjs'
import { installPackage, isInstalled, leftovers, purgePackage, strayFiles } from './system.mjs'
import { tryUpdates } from './update.mjs'
import { playMainJob } from '../../scripts/tour/main-job.mjs'

const INSTALLED = '/usr/bin/imp-wallet'
/** The version to upgrade from: the same program with a version lower than all others. */
const EARLIER = '0.0.1'
const PATIENCE = { timeout: 30_000 }

/**
 * Builds the package and tests it on this computer like a person uses it: installs it with apt, uses, upgrades and
 * removes it. Needs Debian or Ubuntu and root. Leaves the computer as it was, except for the packages that it depends
 * on.
 */
await runCommand(async () => {
  if (process.getuid?.() !== 0 || !(await hasProgram('apt-get'))) {
    throw new StopError('The package is tried on Debian or Ubuntu, as root: apt installs it.')
  }
  if ((await leftovers()).length > 0) {
    throw new StopError('There is a wallet on this system already. Remove it first: apt-get purge imp-wallet')
  }
  // The first build is a release build. The others carry the mark that lets the test reach their window.
  const released = await build('dist')
  const earlier = await build('dist/earlier', '--test-build', '--version', EARLIER)
  const current = await build('dist/current', '--test-build')
  await ensureSystem({ executable: inProject('dist', 'linux-unpacked', 'imp-wallet'), needsXvfb: true, log })
  const { version } = JSON.parse(await readFile(inProject('package.json'), 'utf8'))
  const node = await startDemoNode(['--behaviour', 'quiet'])
  const control = connectControl(node.control)
  const person = await addPerson({ display: await startXvfb() })
  try {
    const strange = await strayFiles(person)
    await installPackage(released)
    await tryWaysIn({ person, nodeAddress: node.grpc, step })
    await step('apt installs the package', async () => {
      await installPackage(earlier)
      await answers(EARLIER)
    })

    const first = await startWallet(person, INSTALLED)
    await step('An ordinary user starts the wallet in the sandbox', async () => {
      expect(sandboxProblems(person)).toEqual([])
    })
    await playMainJob({ page: first.page, nodeAddress: node.grpc, control, step })
    await step('A lightning: link reaches the running wallet', async () => {
      const { invoice } = await control.call('CreatePeerInvoice', {
        from: 'Mira',
        amount_sat: '1300',
        memo: 'Tea'
      })
      const opened = await person.run('xdg-open', [`lightning:${invoice}`])
      expect(opened.code).toBe(0)
      await expect(first.page.getByRole('button', { name: 'Pay 1,300 sats' })).toBeVisible(PATIENCE)
    })
    await step('The wallet quits', async () => {
      await first.quit()
      expect(mainProcess(person)).toBeUndefined()
    })

    await step('apt upgrades the package', async () => {
      await installPackage(current)
      await answers(version)
    })
    const second = await startWallet(person, INSTALLED)
    await step('Everything is still there after the upgrade', async () => {
      await second.page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Activity' })
        .click()
      const row = (/** @type {RegExp} */ name) => second.page.getByRole('main').getByRole('button', { name })
      await expect(row(/Logo sketches, second round/u)).toContainText('+48,000', PATIENCE)
      await expect(row(/Courier, parcel 7741-02/u)).toContainText('−2,500')
      await second.quit()
    })
    await tryUpdates({ person, program: INSTALLED, control, step })

    await step('apt removes the package without a trace', async () => {
      await purgePackage()
      await person.endAll('SIGTERM')
      expect(await leftovers()).toEqual([])
      expect((await strayFiles(person)).filter((file) => !strange.includes(file))).toEqual([])
    })
    return 0
  } finally {
    await person.leave()
    control.close()
    await node.stop()
    if (await isInstalled()) await purgePackage()
  }

  /** @param {string} version */
  async function answers(version) {
    expect(await person.run('imp-wallet', ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
    expect((await person.run('imp-wallet', ['--help'])).stdout).toContain('--hidden')
  }
})

/**
 * @param {string} out
 * @param {string[]} options
 * @returns {Promise<string>} the .deb
 */
async function build(out, ...options) {
  const [npm, ...npmArgs] = npmCommand()
  const args = ['--target', 'deb', '--out', out, ...options]
  const code = await run(npm, [...npmArgs, 'run', '--silent', 'dist', '--', ...args])
  const deb = (await readdir(inProject(out))).find((name) => name.endsWith('.deb'))
  if (code !== 0 || deb === undefined) throw new StopError('There is no package to try.')
  return path.join(inProject(out), deb)
}

/**
 * @param {string} name
 * @param {() => Promise<void>} act
 */
async function step(name, act) {
  const begin = performance.now()
  try {
    await act()
    log(`  ok      ${name.padEnd(72)} ${((performance.now() - begin) / 1000).toFixed(1)} s`)
  } catch (error) {
    log(`  FAILED  ${name}`)
    throw error
  }
}

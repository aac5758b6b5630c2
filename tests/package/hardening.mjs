// @ts-check
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { mainProcess } from './running-wallet.mjs'

/** The program itself. The shell script before it drops environment variables with invalid shell names. */
const PROGRAM = '/opt/imp-wallet/imp-wallet'
const PREBUILDS = '/opt/imp-wallet/resources/app.asar.unpacked/node_modules/@photostructure/sqlite/prebuilds'
const PORT = 9347
const PATIENCE = { timeout: 30_000 }

/**
 * Starts the installed release build in every way by which another program could get code or a debugger into it.
 * @param {object} test
 * @param {import('./person.mjs').Person} test.person
 * @param {string} test.nodeAddress the wallet opens its records when it has a node
 * @param {import('../../scripts/tour/main-job.mjs').MainJob['step']} test.step
 */
export async function tryWaysIn({ person, nodeAddress, step }) {
  const foreign = path.join(person.home, 'foreign')
  // A separate profile, so that the next test starts without one.
  const profile = path.join(person.home, 'ways-in')
  // Separate temporary files too: this wallet is ended before it is up, and Chromium then leaves its socket behind.
  const temporary = path.join(person.home, 'ways-in-tmp')
  mkdirSync(temporary)
  chmodSync(temporary, 0o1777)
  cpSync(PREBUILDS, path.join(foreign, 'prebuilds'), { recursive: true })
  await step('The wallet refuses --no-sandbox and says why', async () => {
    const { code, stderr } = await person.run(PROGRAM, ['--no-sandbox'])
    expect(code).toBe(64)
    expect(stderr).toContain('does not run with --no-sandbox')
  })
  person.start('dbus-run-session', ['--', PROGRAM, `--remote-debugging-port=${PORT}`], {
    '@PHOTOSTRUCTURE/SQLITE_PREBUILD': foreign,
    PREBUILDS_ONLY: '1',
    LIBC: 'musl',
    IMP_WALLET_NODE: nodeAddress,
    IMP_WALLET_DATA_DIR: profile,
    TMPDIR: temporary
  })
  await step('Native code is loaded from the package, whatever the environment says', async () => {
    await expect.poll(() => nativeCodeOf(person), PATIENCE).not.toEqual([])
    for (const file of nativeCodeOf(person)) expect(file.startsWith(PREBUILDS)).toBe(true)
  })
  await step('The debugging port is closed', async () => {
    const answer = await fetch(`http://127.0.0.1:${PORT}/json/list`).catch(() => 'refused')
    expect(answer).toBe('refused')
  })
  await step('SIGUSR1 neither ends the wallet nor opens a debugger', async () => {
    const before = mainProcess(person)
    if (before !== undefined) process.kill(before.pid, 'SIGUSR1')
    const inspector = await fetch('http://127.0.0.1:9229/json/list').catch(() => 'refused')
    expect(inspector).toBe('refused')
    expect(mainProcess(person)?.pid).toBe(before?.pid)
  })
  const main = mainProcess(person)
  if (main !== undefined) process.kill(main.pid, 'SIGTERM')
  await expect.poll(() => person.processes(), PATIENCE).toEqual([])
  for (const folder of [foreign, profile, temporary]) rmSync(folder, { recursive: true, force: true })
}

/**
 * The native Node modules that the main process has loaded.
 * @param {import('./person.mjs').Person} person
 * @returns {string[]}
 */
function nativeCodeOf(person) {
  const main = mainProcess(person)
  if (main === undefined) return []
  const maps = readFileSync(`/proc/${main.pid}/maps`, 'utf8')
  return [...new Set([...maps.matchAll(/\s(\/\S+\.node)$/gmu)].map(([, file = '']) => file))]
}

// @ts-check
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { StopError } from '../../scripts/lib/command.mjs'

const START_MS = 30_000
const LOOK_EVERY_MS = 50

/**
 * @typedef {object} RunningWallet
 * @property {import('@playwright/test').Page} page
 * @property {() => Promise<void>} quit as the system asks programs to at a logout
 */

/**
 * Starts a packaged wallet as its user, and connects to its window through Chromium's debugging port: the fuses leave
 * no other way.
 * @param {import('./person.mjs').Person} person
 * @param {string} program
 * @param {Record<string, string>} [env]
 * @returns {Promise<RunningWallet>}
 */
export async function startWallet(person, program, env = {}) {
  const child = person.start('dbus-run-session', ['--', program, '--remote-debugging-port=0'], env)
  const endpoint = await debuggingEndpoint(child)
  await pageLoaded(endpoint)
  // Playwright sets its defaults by commands that Electron does not support.
  const browser = await chromium.connectOverCDP(endpoint, { timeout: START_MS, noDefaults: true })
  const context = browser.contexts()[0]
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: START_MS }))
  if (page === undefined) throw new StopError('The wallet shows no window.')
  return {
    page,
    quit: async () => {
      await browser.close()
      const main = mainProcess(person)
      if (main === undefined) throw new StopError('The wallet is gone already.')
      process.kill(main.pid, 'SIGTERM')
      await new Promise((resolve) =>
        child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)
      )
    }
  }
}

/**
 * The address that Chromium writes to its standard error.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function debuggingEndpoint(child) {
  return new Promise((resolve, reject) => {
    /** @type {string[]} */
    const words = []
    /** @param {string} why */
    const fail = (why) => reject(new StopError(`The wallet did not start: ${why}\n${words.join('\n')}`))
    const timer = setTimeout(() => fail(`no window within ${START_MS / 1000} s`), START_MS)
    child.once('exit', (code) => fail(`exit code ${code}`))
    child.stdout?.resume()
    if (child.stderr === null) return fail('nothing to read from')
    createInterface(child.stderr).on('line', (line) => {
      words.push(line)
      const endpoint = /^DevTools listening on (ws:\S+)/u.exec(line)?.[1]
      if (endpoint === undefined) return
      clearTimeout(timer)
      resolve(endpoint)
    })
  })
}

/**
 * Waits until Chromium lists a page with its title. A connection that is made while the page takes the place of the empty
 * one may wait for an answer that never comes.
 * @param {string} endpoint
 */
async function pageLoaded(endpoint) {
  const list = new URL('/json/list', endpoint.replace(/^ws:/u, 'http:'))
  const until = Date.now() + START_MS
  while (Date.now() < until) {
    const targets = await (await fetch(list)).json()
    if (Array.isArray(targets) && targets.some(({ type, title }) => type === 'page' && title !== '')) return
    await wait(LOOK_EVERY_MS)
  }
  throw new StopError(`The wallet shows no page within ${START_MS / 1000} s.`)
}

/** @param {import('./person.mjs').Person} person */
export const mainProcess = (person) =>
  person
    .processes()
    .find(
      ({ args }) => /\/imp-wallet$/u.test(args[0] ?? '') && !args.some((arg) => arg.startsWith('--type='))
    )

/**
 * The problems of a running wallet's sandbox: its renderer process must be fully sandboxed.
 * @param {import('./person.mjs').Person} person
 * @returns {string[]}
 */
export function sandboxProblems(person) {
  const processes = person.processes()
  const renderers = processes.filter(({ args }) => args.includes('--type=renderer'))
  return [
    ...processes
      .filter(({ args }) => args.includes('--no-sandbox'))
      .map(({ pid }) => `process ${pid} has no sandbox`),
    ...(renderers.length > 0 ? [] : ['there is no process for the window']),
    // 2: system calls are restricted by a filter (proc(5)).
    ...renderers
      .filter(({ pid }) => !/^Seccomp:\t2$/mu.test(readFileSync(`/proc/${pid}/status`, 'utf8')))
      .map(({ pid }) => `process ${pid} of the window may make every system call`)
  ]
}

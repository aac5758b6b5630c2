// @ts-check
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { _electron } from '@playwright/test'
import { build } from 'vite'
import { lndPrograms } from '../../tests/lnd/programs.mjs'
import { log } from '../lib/command.mjs'
import { connectControl } from '../lib/demo-node.mjs'
import { inProject } from '../lib/project.mjs'
import { playMainJob } from './main-job.mjs'

/**
 * @typedef {object} TourOptions
 * @property {import('../electron/prepare.mjs').ReadyElectron} electron
 * @property {string} profile an empty folder for the wallet's data
 * @property {string} outputDir an empty folder for screenshots
 */
/** @typedef {(name: string, act: () => Promise<void>) => Promise<void>} Step runs one step and reports it */
/** @typedef {(window: { page: import('@playwright/test').Page, step: Step }) => Promise<void>} Job */

/**
 * Plays the main job on a demo node, through the real window. Throws when a step fails.
 * @param {TourOptions} options
 * @param {import('../lib/demo-node.mjs').DemoNode} node
 */
export async function demoTour(options, node) {
  const control = connectControl(node.control)
  try {
    await playInWindow(options, (window) => playMainJob({ ...window, nodeAddress: node.grpc, control }))
  } finally {
    control.close()
  }
}

/**
 * Starts two LNDs with a channel on this machine, and plays the main job on them. Uses the network of the tests on a
 * real LND.
 * @param {TourOptions} options
 */
export async function lndTour(options) {
  process.env.LND_PROGRAMS = await lndPrograms(log)
  const { playLndJob, startNetwork } = await loadLndJob()
  log('Starting btcd and two LNDs, and opening a channel between them …')
  const network = await startNetwork()
  try {
    await playInWindow(options, (window) => playLndJob({ ...window, network }))
  } finally {
    await network.stop()
  }
}

/**
 * Starts the wallet and plays a job in its window, with a line and a screenshot for each step.
 * @param {TourOptions} options
 * @param {Job} job
 */
async function playInWindow({ electron, profile, outputDir }, job) {
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: electron.args,
    env: { ...electron.env, IMP_WALLET_DATA_DIR: profile },
    chromiumSandbox: !electron.args.includes('--no-sandbox')
  })
  try {
    const page = await app.firstWindow()
    await job({ page, step: stepper({ page, outputDir }) })
    log(`\nEvery step worked. The screenshots are in ${path.relative(process.cwd(), outputDir)}/`)
  } finally {
    await app.close()
  }
}

/**
 * Times and prints each step, and takes a screenshot at its end or failure.
 * @param {object} options
 * @param {import('@playwright/test').Page} options.page
 * @param {string} options.outputDir an empty folder for screenshots
 * @returns {Step}
 */
function stepper({ page, outputDir }) {
  let number = 0
  return async (name, act) => {
    number += 1
    const file = `${number}-${name.replaceAll(' ', '-')}.png`
    const begin = performance.now()
    try {
      await act()
      log(`  ok      ${name.padEnd(26)} ${((performance.now() - begin) / 1000).toFixed(1)} s   ${file}`)
    } catch (error) {
      log(`  FAILED  ${name}`)
      throw error
    } finally {
      await page.screenshot({ path: path.join(outputDir, file) })
    }
  }
}

/** Bundles the job, which is written in TypeScript like the tests. */
async function loadLndJob() {
  const outDir = await mkdtemp(inProject('node_modules', '.lnd-tour-'))
  try {
    // Silences a warning about a configuration loader that this project does not use.
    process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true'
    const configFile = inProject('tests', 'lnd', 'tour.vite.config.ts')
    await build({ configFile, build: { outDir } })
    return await import(pathToFileURL(path.join(outDir, 'tour.mjs')).href)
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

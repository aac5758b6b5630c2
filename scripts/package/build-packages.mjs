// @ts-check
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { inProject, projectRoot } from '../lib/project.mjs'
import { FEED_FILE, packageConfig } from './config.mjs'
import { unpackedApp } from './check-app.mjs'

/** @typedef {import('../electron/resolve.mjs').Origin} Origin */
/**
 * @typedef {object} Plan
 * @property {string[]} targets electron-builder's names; empty: all of the system
 * @property {('x64' | 'arm64')[]} archs
 * @property {boolean} forTesting whether it must never be published
 * @property {boolean} ownElectron whether to pack the Electron that the resolver found, instead of a downloaded one
 * @property {boolean} systemDpkg whether to make the .deb with dpkg-deb, instead of a downloaded fpm
 */

/**
 * Plans what can be built on this computer.
 * @param {object} machine
 * @param {Origin} machine.origin of the Electron that was found
 * @param {NodeJS.Platform} machine.platform
 * @param {string} machine.arch
 * @param {boolean} machine.release whether to build every package of this platform, as hosted CI does
 * @param {string | undefined} [machine.target] the only package to build; default: all
 * @returns {Plan}
 */
export function planFor({ origin, platform, arch, release, target }) {
  const native = arch === 'arm64' ? /** @type {const} */ ('arm64') : 'x64'
  // Supported versions are downloaded from Electron itself.
  const official = origin === 'installed' || origin === 'downloaded'
  if (!official) return testingPlan(platform, native)
  return {
    targets: target === undefined ? [] : [target],
    archs: release ? ['x64', 'arm64'] : [native],
    forTesting: false,
    ownElectron: false,
    systemDpkg: false
  }
}

/**
 * A package built without any download.
 * @param {NodeJS.Platform} platform
 * @param {'x64' | 'arm64'} arch
 * @returns {Plan}
 */
export const testingPlan = (platform, arch) => ({
  targets: [platform === 'linux' ? 'deb' : 'dir'],
  archs: [arch],
  forTesting: true,
  ownElectron: true,
  systemDpkg: platform === 'linux'
})

/** @typedef {{ artifacts: string[], apps: import('./check-app.mjs').UnpackedApp[] }} Built */

/**
 * Runs electron-builder. It never publishes; that is a separate step of the hosted build.
 * @param {Plan} plan
 * @param {import('./config.mjs').PackageOptions} options
 * @returns {Promise<Built>}
 */
export async function buildPackages(plan, options) {
  const platform = Platform.fromString(options.platform)
  const archs = plan.archs.map((arch) => Arch[arch])
  if (plan.systemDpkg) process.env.CUSTOM_FPM_PATH = inProject('scripts', 'package', 'fpm-with-dpkg.mjs')
  const { feed } = options.publisher
  await mkdir(options.outDir, { recursive: true })
  if (feed !== undefined) await writeFile(path.join(options.outDir, FEED_FILE), JSON.stringify(feed))
  const artifacts = await build({
    projectDir: projectRoot,
    targets: platform.createTarget(plan.targets.length === 0 ? targetsOf(options) : plan.targets, ...archs),
    config: packageConfig(options),
    publish: 'never'
  })
  const apps = plan.archs.map((arch) =>
    unpackedApp(path.join(options.outDir, unpackedFolder(options.platform, arch)), {
      platform: options.platform,
      arch
    })
  )
  return { artifacts: artifacts.filter((file) => !file.endsWith('.blockmap')).sort(), apps }
}

/** @param {import('./config.mjs').PackageOptions} options */
function targetsOf({ platform }) {
  if (platform === 'darwin') return ['dmg', 'zip']
  return platform === 'win32' ? ['nsis'] : ['AppImage', 'deb', 'rpm']
}

/**
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
function unpackedFolder(platform, arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`
  if (platform === 'darwin') return `mac${suffix}`
  return `${platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`
}

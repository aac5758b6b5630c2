// @ts-check
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { inProject, projectRoot } from '../lib/project.mjs'
import { FEED_FILE, packageConfig } from './config.mjs'
import { unpackedApp } from './read-app.mjs'

/** @typedef {{ artifacts: string[], apps: import('./read-app.mjs').UnpackedApp[] }} Built */

/**
 * Runs electron-builder. It never publishes; that is a separate step of the hosted build.
 * @param {import('./plan.mjs').Plan} plan
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

// @ts-check
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { inProject } from '../lib/project.mjs'
import { filesFor, LANGUAGES } from './contents.mjs'
import { fusesFor } from './fuses.mjs'
import { linuxConfig } from './linux.mjs'

/**
 * @typedef {object} PackageOptions
 * @property {NodeJS.Platform} platform
 * @property {string} electronVersion
 * @property {string | undefined} electronDist an unpacked Electron to take instead of downloading one
 * @property {string} outDir
 * @property {string} version
 * @property {boolean} forTesting said in the names of the files
 * @property {boolean} release everything that can be signed must be
 * @property {boolean} testBuild obeys Chromium's debugging switches (src/main/platform/process/startup.ts)
 * @property {import('./identity.mjs').Publisher} publisher
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * electron-builder's configuration. Keys and passwords are never in it: electron-builder reads them from
 * CSC_LINK, CSC_KEY_PASSWORD, WIN_CSC_LINK, WIN_CSC_KEY_PASSWORD, APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD and
 * APPLE_TEAM_ID. Without them a build is unsigned.
 * @param {PackageOptions} options
 * @returns {import('electron-builder').Configuration}
 */
export function packageConfig(options) {
  const { platform, electronVersion, electronDist, outDir, version, publisher, forTesting, env } = options
  return {
    // Windows finds the shortcut for notifications by this id, which must be the one in src/main/run.ts.
    appId: 'io.github.imp-wallet',
    productName: 'IMP Wallet',
    copyright: 'The IMP Wallet authors, MIT licence',
    directories: { output: outDir, buildResources: 'resources' },
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    files: filesFor(platform),
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    electronVersion,
    ...(electronDist === undefined ? {} : { electronDist }),
    electronLanguages: LANGUAGES,
    electronFuses: fusesFor({ electronVersion, platform }),
    afterExtract: removeOtherApp,
    // The one native package contains its binaries, so nothing is compiled.
    npmRebuild: false,
    // A release without its certificate fails instead of being published unsigned.
    forceCodeSigning: platform !== 'linux' && options.release,
    removePackageScripts: true,
    extraMetadata: { homepage: publisher.homepage, version, ...(options.testBuild && { testBuild: true }) },
    protocols: [{ name: 'Lightning invoice', schemes: ['lightning'] }],
    ...feedConfig(options),
    mac: {
      target: [
        { target: 'dmg', arch: ['x64', 'arm64'] },
        { target: 'zip', arch: ['x64', 'arm64'] }
      ],
      icon: 'icon.icns',
      category: 'public.app-category.finance',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: inProject('packaging', 'mac', 'entitlements.plist'),
      entitlementsInherit: inProject('packaging', 'mac', 'entitlements.plist'),
      notarize: hasNotaryAccount(env)
    },
    win: {
      target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
      icon: 'icon.ico'
    },
    nsis: {
      oneClick: true,
      perMachine: false,
      include: inProject('packaging', 'windows', 'installer.nsh'),
      deleteAppDataOnUninstall: false,
      artifactName: '${name}-${version}-${os}-setup.${ext}'
    },
    ...(platform === 'linux' ? linuxConfig({ ...publisher, forTesting }) : {})
  }
}

/** The update server of this build, beside the app (read by src/main/platform/updates/feed.ts). */
export const FEED_FILE = 'update-feed.json'

/**
 * @param {PackageOptions} options
 * @returns {import('electron-builder').Configuration}
 */
function feedConfig({ publisher: { feed }, outDir }) {
  if (feed === undefined) return { publish: null }
  return {
    publish: { provider: 'generic', url: feed.url },
    extraResources: [{ from: path.join(outDir, FEED_FILE), to: FEED_FILE }]
  }
}

/** @param {NodeJS.ProcessEnv} env */
const hasNotaryAccount = (env) =>
  Boolean(env.APPLE_ID && env.APPLE_APP_SPECIFIC_PASSWORD && env.APPLE_TEAM_ID)

/**
 * A runtime from the package registry contains a small app of its own, which starts a checkout (registry-shim.cjs).
 * @param {{ appOutDir: string }} context
 */
async function removeOtherApp({ appOutDir }) {
  await rm(path.join(appOutDir, 'resources', 'app'), { recursive: true, force: true })
}

// @ts-check
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { inProject } from '../lib/project.mjs'
import { programIn } from './check-app.mjs'
import { setFuses } from './fuses.mjs'
import { linuxConfig } from './linux.mjs'

/**
 * @typedef {object} PackageOptions
 * @property {NodeJS.Platform} platform
 * @property {string} electronVersion
 * @property {string | undefined} electronDist an unpacked Electron to use instead of a downloaded one
 * @property {string} outDir
 * @property {string} version
 * @property {boolean} forTesting adds `for-testing` to the names of the files
 * @property {boolean} release requires a signature wherever one is possible
 * @property {boolean} testBuild keeps Chromium's debugging switches (src/main/platform/process/startup.ts)
 * @property {Publisher} publisher
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
    afterExtract: removeOtherApp,
    // Not electronFuses, because electron-builder does not know every fuse. Signing comes after this.
    afterPack: ({ appOutDir }) => setFuses(programIn(appOutDir, platform), platform),
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

/**
 * The content of app.asar: the bundles, the images that main loads by name, and the running parts of the one package
 * outside of the bundles. `${platform}` and `${arch}` are those of the target (electron-builder's macros).
 * @param {NodeJS.Platform} platform
 */
export const filesFor = (platform) => [
  'package.json',
  'LICENSE',
  'out/**',
  // For developers; the wallet itself starts out/main/demo-node.js.
  '!out/main/demo-node-cli.js',
  '!out/main/imp-node-cli.js',
  '!out/made-for-electron.txt',
  ...imagesFor(platform).map((name) => `resources/${name}`),
  '!node_modules/@photostructure/sqlite/{src,scripts,dist,binding.gyp,*.md}',
  '!node_modules/@photostructure/sqlite/prebuilds/!(${platform}-${arch})/**',
  '!**/*.musl.node',
  '!node_modules/{node-addon-api,node-gyp-build}/**',
  '!**/*.md'
]

/** @param {NodeJS.Platform} platform */
function imagesFor(platform) {
  switch (platform) {
    case 'darwin':
      return ['tray/mac/*.png']
    case 'win32':
      return ['tray/win/*.ico', 'overlay*.png', 'icon.ico']
    default:
      return ['tray/linux/*.png', 'icons/*.png']
  }
}

/** The interface is in English, so only Chromium's English texts (menus of text fields, dialogs) are kept. */
export const LANGUAGES = ['en-US']

/** The publisher of a build, from the environment of the hosted build and never from a file in the project. */

/**
 * @typedef {object} Publisher
 * @property {string} homepage
 * @property {string} maintainer in the format of packages: `Name <address>`
 * @property {{ url: string, publicKey: string } | undefined} feed the folder in which installed wallets look for newer
 *   versions, and the Ed25519 key that signs it (32 bytes in base64); undefined: they do not look
 */

/** A reserved name (RFC 2606): a build without a publisher has no homepage. */
const NOWHERE = 'imp-wallet.invalid'

/**
 * The hosted build sets `GITHUB_REPOSITORY` (`owner/name`). `IMP_WALLET_UPDATE_URL` names another folder on a web
 * server. Without `IMP_WALLET_UPDATE_KEY` there is no feed, because an unsigned one is never used.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Publisher}
 */
export function publisherOf(env) {
  const repository = /^([\w.-]+)\/[\w.-]+$/u.exec(env.GITHUB_REPOSITORY ?? '')
  const url = repository === null ? `https://${NOWHERE}` : `https://github.com/${repository[0]}`
  const address = repository === null ? `nobody@${NOWHERE}` : `${repository[1]}@users.noreply.github.com`
  const releases = repository === null ? undefined : `${url}/releases/latest/download`
  const feedUrl = env.IMP_WALLET_UPDATE_URL || releases
  const publicKey = env.IMP_WALLET_UPDATE_KEY || undefined
  return {
    homepage: url,
    maintainer: `The IMP Wallet authors <${address}>`,
    feed: feedUrl === undefined || publicKey === undefined ? undefined : { url: feedUrl, publicKey }
  }
}

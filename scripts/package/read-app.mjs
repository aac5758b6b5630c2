// @ts-check
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { extractFile, listPackage, statFile } from '@electron/asar'
import { filesBelow } from './walk.mjs'

/**
 * @typedef {object} UnpackedApp
 * @property {string} folder what is installed: on macOS the .app, elsewhere the folder with the program
 * @property {string} program what holds the fuses
 * @property {string} resources
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 */

/**
 * The app in a folder that electron-builder made.
 * @param {string} unpacked
 * @param {{ platform: NodeJS.Platform, arch: string }} target
 * @returns {UnpackedApp}
 */
export function unpackedApp(unpacked, { platform, arch }) {
  if (platform === 'darwin') {
    const folder = path.join(unpacked, 'IMP Wallet.app')
    return { folder, program: folder, resources: path.join(folder, 'Contents', 'Resources'), platform, arch }
  }
  const program = path.join(unpacked, platform === 'win32' ? 'IMP Wallet.exe' : 'imp-wallet')
  return { folder: unpacked, program, resources: path.join(unpacked, 'resources'), platform, arch }
}

/**
 * @param {UnpackedApp} app
 * @returns {import('./app-rules.mjs').AppContent}
 */
export function readApp({ folder, resources, platform }) {
  const asar = path.join(resources, 'app.asar')
  const inAsar = filesInAsar(asar)
  const mac = platform === 'darwin'
  const licences = mac ? resources : folder
  return {
    asarBytes: statSync(asar).size,
    inAsar,
    beside: filesBelow(resources)
      .map(({ name }) => name)
      .filter(
        (name) => name !== 'app.asar' && !(mac && /^(?:icon\.icns|LICENSE\S*|\w+\.lproj\/.*)$/u.test(name))
      ),
    locales: mac
      ? readdirSync(resources).filter((name) => name.endsWith('.lproj'))
      : readdirSync(path.join(folder, 'locales')),
    scripts: inAsar
      .filter((name) => /\.(?:js|cjs|css)$/u.test(name))
      .map((name) => ({ name, text: read(asar, name) })),
    manifest: JSON.parse(read(asar, 'package.json')),
    licences: ['LICENSE.electron.txt', 'LICENSES.chromium.html'].every((name) =>
      existsSync(path.join(licences, name))
    )
  }
}

/**
 * @param {string} asar
 * @returns {string[]}
 */
function filesInAsar(asar) {
  return listPackage(asar, { isPack: false })
    .map((name) => name.replace(/^[\\/]/u, ''))
    .filter((name) => !('files' in statFile(asar, name)))
    .map((name) => name.split(path.sep).join('/'))
}

/**
 * @param {string} asar
 * @param {string} name
 */
const read = (asar, name) => extractFile(asar, name.split('/').join(path.sep)).toString('utf8')

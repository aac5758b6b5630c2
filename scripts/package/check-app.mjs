// @ts-check
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { extractFile, listPackage, statFile } from '@electron/asar'
import { contentProblems } from './app-rules.mjs'
import { wrongFuses } from './fuses.mjs'

/**
 * The problems of an unpacked app, and its size. The fuses are read from the program itself.
 * @param {UnpackedApp} app
 * @param {{ version: string, testBuild: boolean }} expected
 * @returns {Promise<{ problems: string[], installedBytes: number, asarBytes: number }>}
 */
export async function checkApp(app, { version, testBuild }) {
  const content = readApp(app)
  return {
    problems: [
      ...contentProblems(content, { ...app, version, testBuild }),
      ...(await wrongFuses(app.program, app.platform)).map((fuse) => `fuse: ${fuse}`),
      ...(app.platform === 'win32' ? [] : modeProblems(app))
    ],
    installedBytes: filesBelow(app.folder).reduce((sum, { size }) => sum + size, 0),
    asarBytes: content.asarBytes
  }
}

/**
 * Checks that every user may read and start the app, only its owner may change it, and no file is setuid. If the
 * sandbox needs a setuid helper, the installation sets the bit.
 * @param {UnpackedApp} app
 */
function modeProblems({ folder, platform }) {
  const programs = platform === 'linux' ? ['imp-wallet', 'chrome-sandbox', 'chrome_crashpad_handler'] : []
  return [
    ...filesBelow(folder)
      .filter(({ isLink }) => !isLink)
      .filter(({ mode }) => (mode & 0o7022) !== 0 || (mode & 0o444) !== 0o444)
      .map(({ name, mode }) => `${name} has mode ${(mode & 0o7777).toString(8)}`),
    ...programs
      .filter((name) => (statSync(path.join(folder, name)).mode & 0o111) !== 0o111)
      .map((name) => `${name} cannot be started`)
  ]
}

/**
 * @typedef {object} UnpackedApp
 * @property {string} folder what is installed: on macOS the .app, elsewhere the folder with the program
 * @property {string} program the file that contains the fuses
 * @property {string} resources
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 */

/**
 * The program in a folder that electron-builder made: the executable, or on macOS the .app.
 * @param {string} unpacked
 * @param {NodeJS.Platform} platform
 */
export function programIn(unpacked, platform) {
  if (platform === 'darwin') return path.join(unpacked, 'IMP Wallet.app')
  return path.join(unpacked, platform === 'win32' ? 'IMP Wallet.exe' : 'imp-wallet')
}

/**
 * The app in a folder that electron-builder made.
 * @param {string} unpacked
 * @param {{ platform: NodeJS.Platform, arch: string }} target
 * @returns {UnpackedApp}
 */
export function unpackedApp(unpacked, { platform, arch }) {
  const program = programIn(unpacked, platform)
  const mac = platform === 'darwin'
  const resources = mac ? path.join(program, 'Contents', 'Resources') : path.join(unpacked, 'resources')
  return { folder: mac ? program : unpacked, program, resources, platform, arch }
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

/**
 * @typedef {{ name: string, size: number, mode: number, isLink: boolean }} FoundFile `name`: below the folder, with
 * `/`;
 *   `size` in bytes
 */

/**
 * Every file below a folder, sorted by name. Links are listed as themselves.
 * @param {string} folder
 * @returns {FoundFile[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: lstatSync(path.join(folder, name)) }))
    .filter(({ stat }) => !stat.isDirectory())
    .map(({ name, stat }) => ({
      name: name.split(path.sep).join('/'),
      size: stat.size,
      mode: stat.mode,
      isLink: stat.isSymbolicLink()
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

// @ts-check
import { statSync } from 'node:fs'
import path from 'node:path'
import { contentProblems } from './app-rules.mjs'
import { wrongFuses } from './fuses.mjs'
import { readApp } from './read-app.mjs'
import { filesBelow } from './walk.mjs'

/**
 * The problems of an unpacked app, and its size. The fuses are read from the program itself.
 * @param {import('./read-app.mjs').UnpackedApp} app
 * @param {{ version: string, electronVersion: string, testBuild: boolean }} expected
 * @returns {Promise<{ problems: string[], installedBytes: number, asarBytes: number }>}
 */
export async function checkApp(app, { version, electronVersion, testBuild }) {
  const content = readApp(app)
  return {
    problems: [
      ...contentProblems(content, { ...app, version, testBuild }),
      ...(await wrongFuses(app.program, { electronVersion, platform: app.platform })).map(
        (fuse) => `fuse: ${fuse}`
      ),
      ...(app.platform === 'win32' ? [] : modeProblems(app))
    ],
    installedBytes: filesBelow(app.folder).reduce((sum, { size }) => sum + size, 0),
    asarBytes: content.asarBytes
  }
}

/**
 * Every user may read and start the app, only its owner may change it, and nothing is setuid: where the sandbox needs
 * that, the installation sets it.
 * @param {import('./read-app.mjs').UnpackedApp} app
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

// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { StopError } from '../lib/command.mjs'
import { capture } from '../lib/process.mjs'
import { checkApp } from './check-app.mjs'
import { archiveProblems, controlProblems, desktopEntryProblems, parseContents } from './deb-rules.mjs'
import { unpackedApp } from './read-app.mjs'

/**
 * The problems of a .deb: the files it would install, their modes, and everything that checkApp checks.
 * @param {string} deb
 * @param {{ version: string, electronVersion: string, testBuild: boolean, arch: string }} expected
 * @returns {Promise<string[]>}
 */
export async function checkDeb(deb, { version, electronVersion, arch, testBuild }) {
  const files = parseContents(await dpkgDeb('--contents', deb))
  const root = mkdtempSync(path.join(tmpdir(), 'imp-wallet-deb-'))
  try {
    await dpkgDeb('--raw-extract', deb, root)
    const read = (/** @type {string[]} */ ...parts) => readFileSync(path.join(root, ...parts), 'utf8')
    const app = unpackedApp(path.join(root, 'opt', 'imp-wallet'), { platform: 'linux', arch })
    const metainfo = path.join(root, 'usr', 'share', 'metainfo', 'imp-wallet.metainfo.xml')
    return [
      ...archiveProblems(files),
      ...controlProblems(read('DEBIAN', 'control'), { version, arch }),
      ...desktopEntryProblems(read('usr', 'share', 'applications', 'imp-wallet.desktop')),
      ...(await judge('desktop-file-validate', [
        path.join(root, 'usr', 'share', 'applications', 'imp-wallet.desktop')
      ])),
      ...(await judge('appstreamcli', ['validate', '--no-net', metainfo])),
      ...(await checkApp(app, { version, electronVersion, testBuild })).problems
    ]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** @param {string[]} args */
async function dpkgDeb(...args) {
  const { code, stdout, stderr } = await capture('dpkg-deb', args)
  if (code !== 0) throw new StopError(`dpkg-deb ${args.join(' ')} failed:\n${stderr.trim()}`)
  return stdout
}

/**
 * The problems that the formats' own checkers report, if they are installed.
 * @param {string} program
 * @param {string[]} args
 */
async function judge(program, args) {
  const { code, stdout, stderr } = await capture(program, args)
  return code === 0 || code === 127 ? [] : [`${program}: ${`${stdout}${stderr}`.trim()}`]
}

// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { capture, StopError } from '../lib/command.mjs'
import { checkApp, unpackedApp } from './check-app.mjs'

/**
 * The problems of a .deb: the files it would install, their modes, and everything that checkApp checks.
 * @param {string} deb
 * @param {{ version: string, testBuild: boolean, arch: string }} expected
 * @returns {Promise<string[]>}
 */
export async function checkDeb(deb, { version, arch, testBuild }) {
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
      ...(await validate('desktop-file-validate', [
        path.join(root, 'usr', 'share', 'applications', 'imp-wallet.desktop')
      ])),
      ...(await validate('appstreamcli', ['validate', '--no-net', metainfo])),
      ...(await checkApp(app, { version, testBuild })).problems
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
async function validate(program, args) {
  const { code, stdout, stderr } = await capture(program, args)
  return code === 0 || code === 127 ? [] : [`${program}: ${`${stdout}${stderr}`.trim()}`]
}

/** @typedef {{ mode: string, owner: string, name: string }} ArchivedFile `mode` as ls writes it; `name` without `./` */

/**
 * @param {string} listing of `dpkg-deb --contents`
 * @returns {ArchivedFile[]} without folders
 */
export function parseContents(listing) {
  return listing.split('\n').flatMap((line) => {
    const [, mode, owner, name] = /^(\S{10}) (\S+)\s+\d+ \S+ \S+ \.\/(.*)$/u.exec(line) ?? []
    if (mode === undefined || owner === undefined || name === undefined || mode.startsWith('d')) return []
    return [{ mode, owner, name }]
  })
}

const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const SHARED = [
  'usr/bin/imp-wallet',
  'usr/share/applications/imp-wallet.desktop',
  'usr/share/metainfo/imp-wallet.metainfo.xml',
  'usr/share/doc/imp-wallet/copyright',
  'usr/share/icons/hicolor/scalable/apps/imp-wallet.svg',
  ...ICON_SIZES.map((size) => `usr/share/icons/hicolor/${size}x${size}/apps/imp-wallet.png`)
]
/** fpm adds this file automatically. */
const CHANGELOG = 'usr/share/doc/imp-wallet/changelog.gz'

/** @param {readonly ArchivedFile[]} files */
export function archiveProblems(files) {
  const names = files.map(({ name }) => name)
  return [
    ...SHARED.filter((name) => !names.includes(name)).map((name) => `the package lacks ${name}`),
    ...names
      .filter((name) => !name.startsWith('opt/imp-wallet/') && !SHARED.includes(name) && name !== CHANGELOG)
      .map((name) => `the package holds ${name}`),
    ...files
      .filter(({ owner }) => owner !== 'root/root')
      .map(({ owner, name }) => `${name} belongs to ${owner}`),
    // Everybody may read the files, only root may write them, and none is setuid.
    ...files
      .filter(({ mode }) => !/^-rw[-x]r-[-x]r-[-x]$/u.test(mode))
      .map(({ mode, name }) => `${name} has mode ${mode}`)
  ]
}

/**
 * @param {string} control
 * @param {{ version: string, arch: string }} expected
 */
export function controlProblems(control, { version, arch }) {
  const fields = keysAndValues(control, ': ')
  const expected = {
    Package: 'imp-wallet',
    // Debian sorts `~` before the end of a version, so a release candidate comes before its release.
    Version: version.replaceAll('-', '~'),
    Architecture: arch === 'x64' ? 'amd64' : arch
  }
  return [
    ...Object.entries(expected)
      .filter(([key, value]) => fields.get(key) !== value)
      .map(([key, value]) => `${key} is ${fields.get(key)}, not ${value}`),
    ...['Maintainer', 'Description', 'Depends', 'Homepage', 'Installed-Size']
      .filter((key) => !fields.has(key))
      .map((key) => `the package has no ${key}`)
  ]
}

/**
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/
 * @param {string} entry
 */
export function desktopEntryProblems(entry) {
  const fields = keysAndValues(entry, '=')
  const expected = {
    Name: 'IMP Wallet',
    // The path has no space, so it needs no quotes, which xdg-open cannot parse without a desktop environment.
    Exec: '/opt/imp-wallet/imp-wallet %U',
    Terminal: 'false',
    Type: 'Application',
    Icon: 'imp-wallet',
    // Electron names its windows after desktopName in package.json; the desktop matches them by this.
    StartupWMClass: 'imp-wallet',
    MimeType: 'x-scheme-handler/lightning;'
  }
  return Object.entries(expected)
    .filter(([key, value]) => fields.get(key) !== value)
    .map(([key, value]) => `the desktop entry's ${key} is ${fields.get(key)}, not ${value}`)
}

/**
 * @param {string} text
 * @param {string} separator
 */
const keysAndValues = (text, separator) =>
  new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(separator)
      return at > 0 ? [/** @type {const} */ ([line.slice(0, at), line.slice(at + separator.length)])] : []
    })
  )

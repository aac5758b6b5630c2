// @ts-check
import { readFileSync } from 'node:fs'
import { capture, StopError } from '../../scripts/lib/command.mjs'
import { projectRoot } from '../../scripts/lib/project.mjs'

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }

/** @param {string[]} args */
async function apt(...args) {
  const { code, stdout, stderr } = await capture(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=120', '-y', ...args],
    { env }
  )
  if (code !== 0) {
    throw new StopError(
      `apt-get ${args.join(' ')} failed:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n')}`
    )
  }
}

/**
 * Installs a package file with what it depends on, or upgrades to it.
 * @param {string} deb an absolute path
 */
export async function installPackage(deb) {
  try {
    await apt('install', '--no-install-recommends', '--allow-downgrades', deb)
  } catch {
    // Without package lists, apt knows none of the packages that this one needs.
    await apt('update')
    await apt('install', '--no-install-recommends', '--allow-downgrades', deb)
  }
}

export const purgePackage = () => apt('purge', 'imp-wallet')

export const isInstalled = async () => (await capture('dpkg-query', ['--status', 'imp-wallet'])).code === 0

/** Caches that list every program are searched for our name. */
const INDEXES = ['/usr/share/applications/mimeinfo.cache', '/var/lib/dpkg/status']

/**
 * What is left of the package on the system, outside of home folders.
 * @returns {Promise<string[]>}
 */
export async function leftovers() {
  const { stdout } = await capture('find', [
    ...['/bin', '/etc', '/lib', '/opt', '/sbin', '/srv', '/usr', '/var'],
    '-xdev',
    ...['(', '-iname', '*imp-wallet*', '-o', '-iname', '*imp?wallet*', ')'],
    // What apt itself keeps of every package it has seen.
    ...['-not', '-path', '/var/cache/apt/*', '-not', '-path', '/var/log/*'],
    // A mail folder of the test's own user.
    ...['-not', '-path', '/var/mail/*', '-not', '-path', '/var/spool/mail/*'],
    '-print'
  ])
  const files = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(projectRoot))
  return [
    ...files,
    ...INDEXES.filter((file) => /imp-wallet/u.test(readIfThere(file))).map((file) => `a line in ${file}`)
  ]
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Files of a user outside of their home.
 * @param {{ uid: number, home: string }} person
 * @returns {Promise<string[]>}
 */
export async function strayFiles({ uid, home }) {
  // Not the wallet's: the user's mail box, and the socket of the session bus that the test starts.
  const others = ['/proc', home, '/var/mail', '/var/spool/mail', '/tmp/dbus-*'].flatMap((folder) => [
    ...['-path', folder, '-prune', '-o']
  ])
  const { stdout } = await capture('find', ['/', '-xdev', ...others, '-uid', String(uid), '-print'])
  return stdout.split('\n').filter((line) => line !== '')
}

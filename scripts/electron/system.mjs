// @ts-check
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { capture, StopError } from '../lib/command.mjs'
import { DEB_DEPENDS } from '../package/linux.mjs'

/**
 * Ensures on Linux that the system has what Electron needs to start. As root, missing packages are installed with apt;
 * otherwise this stops with the command that installs them.
 * @param {object} options
 * @param {string} options.executable
 * @param {boolean} options.needsXvfb
 * @param {import('../lib/command.mjs').Log} options.log
 */
export async function ensureSystem({ executable, needsXvfb, log }) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(executable, needsXvfb)
  if (missing.length === 0) return
  const lack = `Electron needs libraries that this system does not have: ${missing.join(', ')}.`
  if (!(await hasProgram('apt-get'))) throw new StopError(lack)
  // The packages that the .deb depends on, and the session bus, which notifications need.
  const wanted = [...DEB_DEPENDS, 'dbus', ...(needsXvfb ? ['xvfb'] : [])]
  if (process.getuid?.() !== 0) throw new StopError(`${lack} Install it with\n\n  ${installCommand(wanted)}`)
  log('Installing the system packages that Electron needs …')
  await installPackages(wanted)
  const still = await findMissing(executable, needsXvfb)
  if (still.length > 0) throw new StopError(`Still missing after the installation: ${still.join(', ')}.`)
}

/**
 * @param {string} executable
 * @param {boolean} needsXvfb
 */
async function findMissing(executable, needsXvfb) {
  const { stdout } = await capture('ldd', [executable])
  const libraries = missingLibraries(stdout)
  return needsXvfb && !(await hasProgram('Xvfb')) ? [...libraries, 'Xvfb'] : libraries
}

/**
 * The missing libraries in the output of `ldd`.
 * @param {string} ldd
 * @returns {string[]}
 */
export const missingLibraries = (ldd) =>
  [...ldd.matchAll(/^\s*(\S+) => not found$/gm)].flatMap(([, library]) => library ?? [])

/** @param {string} name */
export const hasProgram = async (name) => (await capture('sh', ['-c', `command -v ${name}`])).code === 0

/**
 * apt's arguments that install dependencies. Unlike `install`, `satisfy` understands alternatives (`a | b`).
 * @param {readonly string[]} dependencies as in a control file
 */
const satisfy = (dependencies) => ['satisfy', '-y', '--no-install-recommends', dependencies.join(', ')]

/**
 * The command that installs the dependencies, for a person to paste.
 * @param {readonly string[]} dependencies
 */
export function installCommand(dependencies) {
  const quoted = satisfy(dependencies).map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))
  return `sudo apt-get update && sudo apt-get ${quoted.join(' ')}`
}

/**
 * Installs Debian packages. Needs root. @throws StopError
 * @param {readonly string[]} dependencies as in a control file
 */
export async function installPackages(dependencies) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  await capture('apt-get', ['update', '-q'], { env })
  // Another apt may be at work, for example unattended upgrades.
  const args = ['-o', 'DPkg::Lock::Timeout=120', ...satisfy(dependencies)]
  const { code, stdout, stderr } = await capture('apt-get', args, { env })
  if (code === 0) return
  const lastLines = `${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n')
  throw new StopError(
    `The installation failed:\n${lastLines}\n\nRun it yourself:\n\n  ${installCommand(dependencies)}`
  )
}

/**
 * Chromium's sandbox on Linux needs either user namespaces for ordinary users, or its helper `chrome-sandbox`, owned by
 * root and setuid. Ubuntu 24.04 and most containers forbid the former. Without either, Electron aborts with an unclear
 * message, so this stops first and explains the remedies.
 * @param {{ executable: string, args: readonly string[] }} electron
 */
export async function ensureSandbox({ executable, args }) {
  if (process.platform !== 'linux' || args.includes('--no-sandbox')) return
  const helper = path.join(path.dirname(executable), 'chrome-sandbox')
  if ((await isSetuidRoot(helper)) || (await hasUserNamespaces())) return
  throw new StopError(
    [
      'This system gives ordinary users no user namespaces, which the browser sandbox needs. Allow them with',
      '',
      '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
      '',
      "or, where that setting does not exist, let the sandbox's own helper do it:",
      '',
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
    ].join('\n')
  )
}

/** @param {string} file */
async function isSetuidRoot(file) {
  const found = await stat(file).catch(() => undefined)
  return found !== undefined && found.uid === 0 && (found.mode & 0o4001) === 0o4001
}

/**
 * Ubuntu refuses to map the own user, so that is tested too. If `unshare` is missing, the sandbox counts as possible,
 * and Chromium reports it if it is not.
 */
async function hasUserNamespaces() {
  const { code } = await capture('unshare', ['--user', '--map-root-user', 'true'])
  return code === 0 || code === 127
}

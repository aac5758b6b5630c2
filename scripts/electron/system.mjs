// @ts-check
import { StopError } from '../lib/command.mjs'
import { capture } from '../lib/process.mjs'
import { candidates, installArgs, installCommand, availableNames, packageAliases } from './apt.mjs'
import { COMPANION_PACKAGES, missingLibraries, packagesFor } from './system-libraries.mjs'

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
  let missing = await findMissing(executable, needsXvfb)
  if (missing.length === 0) return
  const { packages, unknown } = packagesOf(missing)
  const hasApt = (await capture('apt-get', ['--version'])).code === 0
  if (!hasApt) throw new StopError(`This system lacks what Electron needs: ${missing.join(', ')}.`)

  if (process.getuid?.() !== 0) {
    const names = availableNames(packages, await available(packages))
    const rest = unknown.length === 0 ? '' : `\nand the packages that hold ${unknown.join(', ')}`
    throw new StopError(
      `This system lacks what Electron needs: ${missing.join(', ')}. Install it with\n\n  ${installCommand(names)}${rest}`
    )
  }
  await install(packages, log)
  missing = await findMissing(executable, needsXvfb)
  if (missing.length > 0) throw new StopError(`Still missing after the installation: ${missing.join(', ')}.`)
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

/** @param {readonly string[]} missing */
function packagesOf(missing) {
  const { packages, unknown } = packagesFor(missing.filter((name) => name !== 'Xvfb'))
  return { packages: missing.includes('Xvfb') ? ['xvfb', ...packages] : packages, unknown }
}

/** @param {string} name */
export const hasProgram = async (name) => (await capture('sh', ['-c', `command -v ${name}`])).code === 0

/** @param {readonly string[]} packages */
async function available(packages) {
  const { stdout } = await capture('apt-cache', ['policy', ...packages.flatMap(packageAliases)], {
    env: { ...process.env, LC_ALL: 'C' }
  })
  return candidates(stdout)
}

/**
 * @param {readonly string[]} packages
 * @param {import('../lib/command.mjs').Log} log
 */
async function install(packages, log) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  log('Reading the lists of system packages …')
  await capture('apt-get', ['update', '-q'], { env })
  const there = await available([...packages, ...COMPANION_PACKAGES])
  const companions = availableNames(COMPANION_PACKAGES, there).filter((name) => there.has(name))
  const wanted = [...availableNames(packages, there), ...companions]
  log(`Installing what Electron needs: ${wanted.join(' ')} …`)
  const { code, stdout, stderr } = await capture('apt-get', installArgs(wanted), { env })
  if (code !== 0) {
    const words = `${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n')
    throw new StopError(
      `The installation failed:\n${words}\n\nTry it by hand:\n\n  ${installCommand(wanted)}`
    )
  }
}

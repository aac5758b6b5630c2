// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { capture, npmCommand, StopError } from './command.mjs'

/** @param {string} file */
export const exists = (file) =>
  access(file).then(
    () => true,
    () => false
  )

/**
 * Creates a folder that is either complete or absent, even if the process is killed or several processes create it at
 * once: `fill` works in a temporary folder, which is renamed at the end. The first to finish wins.
 * @param {string} target
 * @param {(staging: string) => Promise<string>} fill returns the folder, in or equal to `staging`, that becomes the
 * target
 */
export async function makeFolder(target, fill) {
  if (await exists(target)) return
  const parent = path.dirname(target)
  await mkdir(parent, { recursive: true })
  await removeAbandoned(parent, path.basename(target))
  const staging = await mkdtemp(`${target}.${process.pid}.part-`)
  const leaveNothing = () => rmSync(staging, { recursive: true, force: true })
  process.once('exit', leaveNothing)
  try {
    await rename(await fill(staging), target)
  } catch (error) {
    // Another process finished first, with the same content.
    if (!(isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))) throw error
  } finally {
    await rm(staging, { recursive: true, force: true })
    process.off('exit', leaveNothing)
  }
}

/**
 * Removes the working folders that killed processes left.
 * @param {string} parent
 * @param {string} name
 */
async function removeAbandoned(parent, name) {
  for (const entry of await readdir(parent)) {
    const owner = entry.startsWith(`${name}.`) ? /\.(\d+)\.part-\w+$/.exec(entry)?.[1] : undefined
    if (owner !== undefined && !isAlive(Number(owner))) {
      await rm(path.join(parent, entry), { recursive: true, force: true })
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code

/**
 * Downloads the tarball of an npm package into a folder. Its integrity is pinned: any other file is refused. @throws
 * StopError
 * @param {{ name: string, integrity: string }} wanted `name` with its version
 * @param {string} folder
 * @returns {Promise<string>} the verified tarball
 */
export async function fetchPackage({ name, integrity }, folder) {
  const [npm, ...npmArgs] = npmCommand()
  const packed = await capture(npm, [
    ...npmArgs,
    'pack',
    name,
    '--pack-destination',
    folder,
    '--loglevel=error'
  ])
  const file = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'))
  if (packed.code !== 0 || file === undefined) {
    throw new StopError(`npm could not fetch ${name}:\n${packed.stderr.trim()}`)
  }
  const tarball = path.join(folder, file)
  const found = await sha512(tarball)
  if (found !== integrity) {
    throw new StopError(`${name} does not have the expected integrity hash, so it is not used: ${found}`)
  }
  return tarball
}

/**
 * Runs `tar`, quietly unless it fails. @throws StopError
 * @param {string[]} args
 */
export async function tar(args) {
  const { code, stderr } = await capture('tar', args)
  if (code !== 0) {
    throw new StopError(`tar ${args.join(' ')} failed:\n${stderr.split('\n').slice(-5).join('\n')}`)
  }
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

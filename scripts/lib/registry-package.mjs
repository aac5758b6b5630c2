// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { StopError } from './command.mjs'
import { capture, npmCommand } from './process.mjs'

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
    throw new StopError(`${name} is not the file it should be and is not used: ${found}`)
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

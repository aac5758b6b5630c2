// @ts-check
import { rmSync } from 'node:fs'
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { isAlive, isCode, withLock } from './lock.mjs'

/** @param {string} file */
export const exists = (file) =>
  access(file).then(
    () => true,
    () => false
  )

/**
 * Creates a folder that is either complete or absent, even if the process is killed or several processes create it at
 * once: `fill` works in a temporary folder, which is renamed at the end.
 * @param {string} target
 * @param {(staging: string) => Promise<string>} fill returns the folder, in or equal to `staging`, that becomes the
 * target
 * @param {() => void} [onWait] called if another process is creating it right now
 */
export async function makeFolder(target, fill, onWait) {
  if (await exists(target)) return
  const parent = path.dirname(target)
  await mkdir(parent, { recursive: true })
  await withLock(
    `${target}.lock`,
    async () => {
      if (await exists(target)) return
      await removeAbandoned(parent, path.basename(target))
      const staging = await mkdtemp(`${target}.${process.pid}.part-`)
      const leaveNothing = () => rmSync(staging, { recursive: true, force: true })
      process.once('exit', leaveNothing)
      try {
        await rename(await fill(staging), target)
      } catch (error) {
        // Another process finished first; its folder is as good.
        if (!(isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))) throw error
      } finally {
        await rm(staging, { recursive: true, force: true })
        process.off('exit', leaveNothing)
      }
    },
    onWait
  )
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

// @ts-check
import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const RETRY_MS = 250

/**
 * Runs `work` while no other process on this computer holds the same lock file. A lock whose owner is dead is taken
 * over. Two processes that find the same dead lock at the same moment may both continue: `work` must stay correct then,
 * if slower.
 * @template T
 * @param {string} lockFile contains the owner's process id
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once if another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work, onWait = () => undefined) {
  await mkdir(path.dirname(lockFile), { recursive: true })
  let waited = false
  while (!(await take(lockFile))) {
    if (!waited) onWait()
    waited = true
    await wait(RETRY_MS)
  }
  try {
    return await work()
  } finally {
    await rm(lockFile, { force: true })
  }
}

/** @param {string} lockFile */
async function take(lockFile) {
  if (await claim(lockFile)) return true
  const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''))
  if (owner === 0 || isAlive(owner)) return false
  await rm(lockFile, { force: true })
  return claim(lockFile)
}

/**
 * Links the file into place, so that a lock always contains its owner's id.
 * @param {string} lockFile
 */
async function claim(lockFile) {
  const mine = `${lockFile}.${randomUUID()}`
  await writeFile(mine, String(process.pid))
  try {
    await link(mine, lockFile)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(mine, { force: true })
  }
}

/** @param {number} pid */
export function isAlive(pid) {
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
export const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code

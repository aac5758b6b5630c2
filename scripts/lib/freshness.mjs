// @ts-check
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Whether what was made is older than what it is made from.
 * @param {readonly number[]} sources times of the last change, in ms
 * @param {readonly (number | undefined)[]} outputs undefined: not there
 */
export function isStale(sources, outputs) {
  const newest = Math.max(...sources)
  return outputs.some((time) => time === undefined || time < newest)
}

/**
 * The times of a file, or of a folder and all that is in it: a folder's own time tells of removed files.
 * Empty when there is nothing of that name.
 * @param {string} file
 * @returns {Promise<number[]>}
 */
export async function timesOf(file) {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) return []
  if (!found.isDirectory()) return [found.mtimeMs]
  const inside = await Promise.all((await readdir(file)).map((name) => timesOf(path.join(file, name))))
  return [found.mtimeMs, ...inside.flat()]
}

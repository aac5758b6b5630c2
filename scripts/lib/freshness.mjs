// @ts-check
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Whether an output is missing or older than a source.
 * @param {readonly number[]} sources times of the last change, in ms
 * @param {readonly (number | undefined)[]} outputs undefined: missing
 */
export function isStale(sources, outputs) {
  const newest = Math.max(...sources)
  return outputs.some((time) => time === undefined || time < newest)
}

/**
 * The modification times of a file, or of a folder and everything in it: a folder's own time shows that files were
 * removed. Empty if it does not exist.
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

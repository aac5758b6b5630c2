// @ts-check
import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {{ name: string, size: number, mode: number, isLink: boolean }} FoundFile `name`: below the folder, with `/`;
 *   `size` in bytes
 */

/**
 * Every file below a folder, sorted by name. Links are listed as themselves.
 * @param {string} folder
 * @returns {FoundFile[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: lstatSync(path.join(folder, name)) }))
    .filter(({ stat }) => !stat.isDirectory())
    .map(({ name, stat }) => ({
      name: name.split(path.sep).join('/'),
      size: stat.size,
      mode: stat.mode,
      isLink: stat.isSymbolicLink()
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

// @ts-check
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout that contains these scripts, whatever the working directory is. */
export const projectRoot = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

/** @param {...string} parts */
export const inProject = (...parts) => path.join(projectRoot, ...parts)

/**
 * The version of an installed package, from its package.json.
 * @param {string} name
 * @returns {string}
 */
export function installedVersion(name) {
  return JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8')).version
}

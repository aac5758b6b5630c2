// @ts-check
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { npmCommand, run, StopError } from './command.mjs'
import { inProject } from './project.mjs'

const SOURCES = [
  'src',
  'proto',
  'resources',
  'build',
  'electron.vite.config.ts',
  'svelte.config.mjs',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'package.json',
  'package-lock.json'
]
const OUTPUTS = [
  'main/index.js',
  'main/lnd-node.js',
  'main/demo-node-cli.js',
  'main/imp-node-cli.js',
  'preload/index.js',
  'renderer/index.html'
]

/** Records the Electron version that the bundles in out/ were built for. */
const MADE_FOR = inProject('out', 'made-for-electron.txt')

/**
 * Builds the bundles in out/ if a source is newer, or if they were built for another Electron.
 * @param {object} options
 * @param {import('./command.mjs').Log} options.log
 * @param {string} [options.electronVersion] the Electron that will run them; default: any
 */
export async function buildIfNeeded({ log, electronVersion }) {
  const sources = await Promise.all(SOURCES.map((name) => timesOf(inProject(name))))
  const outputs = await Promise.all(
    OUTPUTS.map((name) =>
      stat(inProject('out', name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined
      )
    )
  )
  const madeFor = await readFile(MADE_FOR, 'utf8').catch(() => undefined)
  const fits = electronVersion === undefined || madeFor === electronVersion
  if (fits && !isStale(sources.flat(), outputs)) return
  log('Building …')
  const [npm, ...npmArgs] = npmCommand()
  const code = await run(npm, [...npmArgs, 'run', '--silent', 'build'], {
    env: { ...process.env, IMP_BUILD_FOR_ELECTRON: electronVersion ?? madeFor ?? '' }
  })
  if (code !== 0) throw new StopError(`The build failed (exit code ${code}).`)
  await writeFile(MADE_FOR, electronVersion ?? madeFor ?? '')
}

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

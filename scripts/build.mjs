// @ts-check
import { stat } from 'node:fs/promises'
import { StopError } from './lib/command.mjs'
import { isStale, timesOf } from './lib/freshness.mjs'
import { npmCommand, run } from './lib/process.mjs'
import { inProject } from './lib/project.mjs'

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

/**
 * Builds the bundles in out/ when a source is newer than they are.
 * @param {{ log: import('./lib/command.mjs').Log }} options
 */
export async function buildIfNeeded({ log }) {
  const sources = await Promise.all(SOURCES.map((name) => timesOf(inProject(name))))
  const outputs = await Promise.all(
    OUTPUTS.map((name) =>
      stat(inProject('out', name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined
      )
    )
  )
  if (!isStale(sources.flat(), outputs)) return
  log('Building …')
  const [npm, ...npmArgs] = npmCommand()
  const code = await run(npm, [...npmArgs, 'run', '--silent', 'build'])
  if (code !== 0) throw new StopError(`The build failed (exit code ${code}).`)
}

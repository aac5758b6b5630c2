// @ts-check
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { instance } from '@viz-js/viz'
import { log, runCommand, StopError } from './lib/command.mjs'
import { inProject } from './lib/project.mjs'

/**
 * Renders each .dot file of docs/drawings to the .svg beside it. With --check it only reports whether they still match.
 */
await runCommand(async () => {
  const folder = inProject('docs', 'drawings')
  const viz = await instance()
  const stale = []
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.dot'))) {
    const drawn = viz.renderString(await readFile(path.join(folder, name), 'utf8'), { format: 'svg' })
    const target = path.join(folder, name.replace(/\.dot$/u, '.svg'))
    if ((await readFile(target, 'utf8').catch(() => undefined)) === drawn) continue
    if (process.argv.includes('--check')) stale.push(name)
    else await writeFile(target, drawn)
  }
  if (stale.length > 0)
    throw new StopError(`These drawings are out of date; run npm run drawings: ${stale.join(', ')}`)
  log('The drawings match their texts.')
  return 0
})

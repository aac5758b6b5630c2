// @ts-check
import { buildIfNeeded } from './build.mjs'
import { log, runCommand } from './lib/command.mjs'
import { run } from './lib/process.mjs'
import { inProject } from './lib/project.mjs'

await runCommand(async () => {
  await buildIfNeeded({ log })
  return run(process.execPath, [inProject('out', 'main', 'imp-node-cli.js'), ...process.argv.slice(2)])
})

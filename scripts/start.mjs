// @ts-check
import { buildIfNeeded } from './build.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { log, runCommand } from './lib/command.mjs'
import { run } from './lib/process.mjs'

await runCommand(async () => {
  const { executable, version, args, env } = await prepareElectron({ log })
  await buildIfNeeded({ log, electronVersion: version })
  return run(executable, [...args, ...process.argv.slice(2)], { env })
})

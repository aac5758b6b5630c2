// @ts-check
import { buildIfNeeded } from './build.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { log, runCommand } from './lib/command.mjs'
import { run } from './lib/process.mjs'

await runCommand(async () => {
  await buildIfNeeded({ log })
  const { executable, args, env } = await prepareElectron({ log })
  return run(executable, [...args, ...process.argv.slice(2)], { env })
})

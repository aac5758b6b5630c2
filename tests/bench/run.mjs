// @ts-check
// Benchmarks are TypeScript that imports the wallet's sources. They are bundled once and run in this process.
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { buildIfNeeded } from '../../scripts/lib/build.mjs'
import { prepareElectron } from '../../scripts/electron/prepare.mjs'
import { log, runCommand } from '../../scripts/lib/command.mjs'
import { inProject, projectRoot } from '../../scripts/lib/project.mjs'
import { lndPrograms } from '../lnd/programs.mjs'

await runCommand(async () => {
  process.chdir(projectRoot)
  // A warning about a configuration loader that this project does not use.
  process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true'
  await build({ configFile: inProject('tests', 'bench', 'vite.config.ts') })
  const electron = await prepareElectron({ log })
  await buildIfNeeded({ log, electronVersion: electron.version })
  const { runBench } = await import(pathToFileURL(inProject('bench-output', 'bundle', 'main.mjs')).href)
  return runBench(process.argv.slice(2), { ...electron, args: electron.args.slice(0, -1) }, () =>
    lndPrograms(log)
  )
})

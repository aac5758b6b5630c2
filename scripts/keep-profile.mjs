// @ts-check
// Keeps a profile of the current database version in tests/profiles, for the tests of all later versions. Run it once
// per version, with its release; a kept profile is never overwritten.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { makeFolder } from './lib/downloads.mjs'
import { log, runCommand, StopError } from './lib/command.mjs'
import { inProject, projectRoot } from './lib/project.mjs'

await runCommand(async () => {
  const version = String(readdirSync(inProject('src', 'main', 'store', 'migrations')).filter(isStep).length)
  const kept = inProject('tests', 'profiles', version)
  if (existsSync(kept))
    throw new StopError(`There is already a profile of version ${version}, which must not change: ${kept}`)
  // Inside the project, so that the program finds the packages that are not bundled.
  const work = mkdtempSync(inProject('out', 'keep-profile-'))
  try {
    await build({
      configFile: false,
      root: projectRoot,
      logLevel: 'error',
      resolve: { alias: { electron: inProject('tests', 'support', 'fakes', 'no-electron.ts') } },
      ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
      build: {
        ssr: inProject('tests', 'support', 'drivers', 'keep-profile.ts'),
        target: 'node20',
        outDir: work,
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'program.cjs' } }
      }
    })
    await makeFolder(kept, async (staging) => {
      execFileSync(process.execPath, [path.join(work, 'program.cjs'), staging], { stdio: 'inherit' })
      return path.join(staging, version)
    })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  log(`Kept ${path.relative(projectRoot, kept)}`)
  return 0
})

/** @param {string} name */
function isStep(name) {
  return /^\d{4}-/u.test(name)
}

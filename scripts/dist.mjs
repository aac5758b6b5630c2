// @ts-check
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfNeeded } from './lib/build.mjs'
import { resolveElectron } from './electron/resolve.mjs'
import { log, runCommand, StopError } from './lib/command.mjs'
import { inProject } from './lib/project.mjs'
import { billOfMaterials, checksumLine, megabytes } from './package/bill-of-materials.mjs'
import { buildPackages, planFor, testingPlan } from './package/build-packages.mjs'
import { checkApp } from './package/check-app.mjs'
import { checkDeb } from './package/check-deb.mjs'
import { emptyOut } from './package/empty-out.mjs'
import { publisherOf } from './package/config.mjs'

const HELP = `npm run dist -- [options]

Builds the packages that this machine can build into dist/, and checks their content. Publishes nothing.

  --target NAME   only this package, as electron-builder names it: deb, AppImage, dmg, …
  --release       every package of this platform; fails if a tool is missing
  --version X     another version than package.json's, to try an upgrade
  --out FOLDER    another folder than dist: new, empty, or of an earlier build, which is emptied
  --test-build    a build whose window the package test can control; never for a release`

await runCommand(async () => {
  const { help, release, version, outDir, target, testBuild } = await options()
  if (help) {
    log(HELP)
    return 0
  }
  if (release && testBuild) throw new StopError('--release and --test-build cannot be used together.')
  const electron = await resolveElectron({ log })
  await buildIfNeeded({ log, electronVersion: electron.version })
  const { platform, arch, env } = process
  await emptyOut(outDir)

  /** @param {import('./package/build-packages.mjs').Plan} plan */
  const build = async (plan) => {
    const publisher = publisherOf(plan.forTesting ? {} : env)
    const electronDist = plan.ownElectron ? path.dirname(electron.executable) : undefined
    const { forTesting } = plan
    const electronVersion = electron.version
    return {
      plan,
      ...(await buildPackages(plan, {
        platform,
        electronVersion,
        electronDist,
        outDir,
        version,
        publisher,
        forTesting,
        testBuild,
        release,
        env
      }))
    }
  }
  const planned = planFor({ origin: electron.origin, platform, arch, release, target })
  const first = { ...planned, forTesting: planned.forTesting || testBuild }
  if (release && first.forTesting) throw new StopError('A release is built with the official Electron only.')
  const built = await build(first).catch((error) => {
    if (release || first.forTesting || platform !== 'linux') throw error
    log(
      `\n${error instanceof Error ? error.message : error}\n\nThe packaging tools could not be downloaded. Building without them:`
    )
    return build(testingPlan(platform, first.archs[0] ?? 'x64'))
  })

  await check(built, { version, testBuild })
  await describe(built.artifacts, { outDir, version, electronVersion: electron.version })
  if (built.plan.forTesting) {
    log(
      `\nThis build is only for tests on this machine, because Electron ${electron.version} is not the released one.`
    )
    log('Never publish it.')
  }
  return 0
})

async function options() {
  const { version } = JSON.parse(await readFile(inProject('package.json'), 'utf8'))
  try {
    const { values } = parseArgs({
      options: {
        release: { type: 'boolean', default: false },
        version: { type: 'string', default: version },
        out: { type: 'string', default: 'dist' },
        target: { type: 'string' },
        'test-build': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false }
      }
    })
    return {
      help: values.help,
      release: values.release,
      version: values.version,
      outDir: path.resolve(inProject(), values.out),
      testBuild: values['test-build'],
      target: values.target
    }
  } catch (error) {
    throw new StopError(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
  }
}

/**
 * @param {import('./package/build-packages.mjs').Built} built
 * @param {{ version: string, testBuild: boolean }} expected
 */
async function check({ apps, artifacts }, expected) {
  log('\nChecking the packages …')
  /** @type {string[]} */
  const problems = []
  for (const app of apps) {
    const found = await checkApp(app, expected)
    problems.push(...found.problems)
    log(
      `  ${app.platform} ${app.arch}: installed ${megabytes(found.installedBytes)}, app.asar ${megabytes(found.asarBytes)}`
    )
  }
  for (const deb of artifacts.filter((file) => file.endsWith('.deb'))) {
    const arch = /arm64/u.test(path.basename(deb)) ? 'arm64' : 'x64'
    problems.push(
      ...(await checkDeb(deb, { ...expected, arch })).map((problem) => `${path.basename(deb)}: ${problem}`)
    )
  }
  if (problems.length > 0) throw new StopError(`The build has problems:\n  ${problems.join('\n  ')}`)
}

/**
 * Writes the checksums and the bill of materials beside the packages.
 * @param {string[]} artifacts
 * @param {{ outDir: string, version: string, electronVersion: string }} build
 */
async function describe(artifacts, { outDir, version, electronVersion }) {
  const lists = await Promise.all(
    ['main', 'renderer'].map((name) => readFile(inProject('out', 'licences', `${name}.json`), 'utf8'))
  )
  const packages = lists.flatMap((list) => JSON.parse(list))
  const bill = billOfMaterials({ version, electronVersion, packages, time: new Date() })
  const name = `imp-wallet-${version}-${process.platform}.cdx.json`
  const billFile = path.join(outDir, name)
  await writeFile(billFile, `${JSON.stringify(bill, undefined, 2)}\n`)
  let sums = ''
  for (const file of [...artifacts, billFile]) {
    const content = await readFile(file)
    sums += checksumLine(path.basename(file), content)
    log(`  ${path.relative(inProject(), file)}: ${megabytes(content.length)}`)
  }
  await writeFile(path.join(outDir, `SHA256SUMS-${process.platform}`), sums)
}

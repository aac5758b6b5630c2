// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { buildIfNeeded } from './build.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { log, runCommand } from './lib/command.mjs'
import { run } from './lib/process.mjs'
import { inProject } from './lib/project.mjs'

/** The programs of a test network, by name, with their Go packages. */
const PROGRAMS = {
  btcd: 'github.com/btcsuite/btcd',
  btcctl: 'github.com/btcsuite/btcd/cmd/btcctl',
  lnd: 'github.com/lightningnetwork/lnd/cmd/lnd'
}
const TAGS = 'autopilotrpc signrpc walletrpc chainrpc invoicesrpc routerrpc neutrinorpc'
const MODULE = inProject('tests', 'lnd', 'build')

/** Builds btcd and LND unless they are cached, then runs the tests of the node on them. */
await runCommand(async () => {
  const sums = createHash('sha256').update(readFileSync(path.join(MODULE, 'go.sum')))
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache')
  const folder = path.join(cache, 'imp-wallet', `lnd-${sums.digest('hex').slice(0, 16)}`)
  mkdirSync(folder, { recursive: true })
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const program = path.join(folder, name)
    if (existsSync(program)) continue
    log(`Building ${name} …`)
    const args = ['-C', MODULE, 'build', '-trimpath', '-ldflags=-s -w', '-tags', TAGS]
    const code = await run('go', [...args, '-o', `${program}.new`, source], {
      env: { ...process.env, CGO_ENABLED: '0' }
    })
    if (code !== 0) return code
    renameSync(`${program}.new`, program)
  }
  // The tests of the wallet run it as those in tests/e2e do.
  const electron = await prepareElectron({ log, ownBus: true })
  await buildIfNeeded({ log, electronVersion: electron.version })
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs')
  return run(process.execPath, [vitest, 'run', '--project', 'lnd', ...process.argv.slice(2)], {
    env: {
      ...electron.env,
      LND_PROGRAMS: folder,
      IMP_TEST_ELECTRON: electron.executable,
      IMP_TEST_ELECTRON_ARGS: JSON.stringify(electron.args)
    }
  })
})

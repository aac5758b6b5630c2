// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { run, StopError } from '../../scripts/lib/command.mjs'
import { cacheDir, currentPerson, inProject } from '../../scripts/lib/project.mjs'

/** The programs of a test network, by name, with their Go packages. */
const PROGRAMS = {
  btcd: 'github.com/btcsuite/btcd',
  btcctl: 'github.com/btcsuite/btcd/cmd/btcctl',
  lnd: 'github.com/lightningnetwork/lnd/cmd/lnd'
}
const TAGS = 'autopilotrpc signrpc walletrpc chainrpc invoicesrpc routerrpc neutrinorpc'
const MODULE = inProject('tests', 'lnd', 'build')

/**
 * Builds btcd and LND unless they are cached. @throws StopError where Go is missing or a build fails
 * @param {import('../../scripts/lib/command.mjs').Log} log
 * @returns {Promise<string>} the folder of the programs
 */
export async function lndPrograms(log) {
  const sums = createHash('sha256').update(readFileSync(path.join(MODULE, 'go.sum')))
  const folder = path.join(cacheDir(currentPerson()), `lnd-${sums.digest('hex').slice(0, 16)}`)
  mkdirSync(folder, { recursive: true })
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const program = path.join(folder, name)
    if (existsSync(program)) continue
    log(`Building ${name}, once …`)
    const args = ['-C', MODULE, 'build', '-trimpath', '-ldflags=-s -w', '-tags', TAGS]
    const code = await run('go', [...args, '-o', `${program}.new`, source], {
      env: { ...process.env, CGO_ENABLED: '0' }
    }).catch(() => undefined)
    if (code !== 0) throw new StopError(`${name} could not be built. It needs Go: https://go.dev/dl/`)
    renameSync(`${program}.new`, program)
  }
  return folder
}

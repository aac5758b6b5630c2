// @ts-check
// Steps of a release, called by .github/workflows/release.yml:
//   node scripts/release.mjs audit            fails if something that ships has a known severe vulnerability
//   node scripts/release.mjs sign-feed FILE…  writes FILE.sig beside each file
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { buildIfNeeded } from './lib/build.mjs'
import { capture, isProgram, log, npmCommand, runCommand, StopError } from './lib/command.mjs'
import { inProject } from './lib/project.mjs'

/**
 * Asks the registry for known advisories against the packages that ship. Fails on a severe one, and if there is no
 * answer.
 */
async function audit() {
  await buildIfNeeded({ log })
  const licences = ['main', 'renderer'].map((part) =>
    readFile(inProject('out', 'licences', `${part}.json`), 'utf8')
  )
  const shipped = (await Promise.all(licences)).flatMap((text) => JSON.parse(text))
  const [npm, ...args] = npmCommand()
  const { stdout, stderr } = await capture(npm, [...args, 'audit', '--json'])
  const findings = severeFindings(stdout === '' ? '{}' : stdout, shipped)
  if (findings === undefined)
    throw new StopError(`The registry gave no report.\n${(stderr + stdout).trim().slice(0, 500)}`)
  for (const { name, severity } of findings) log(`${severity}: ${name}`)
  if (findings.length > 0)
    throw new StopError('A package that ships has a known vulnerability. See: npm audit')
  log(`${shipped.length} packages and Electron ship. None has a severe finding.`)
  return 0
}

/** @typedef {{ name: string, severity: string }} Finding */

const SEVERE = new Set(['high', 'critical'])

/**
 * The severe findings in what a build ships: Electron and the packages whose modules are in the bundles. npm's own
 * `--omit=dev` would check only the dependencies of package.json, which are not what a bundled app ships. Undefined if
 * the registry gave no report.
 * @see https://docs.npmjs.com/cli/commands/npm-audit
 * @param {string} json output of `npm audit --json`
 * @param {readonly { name: string }[]} shipped
 * @returns {Finding[] | undefined}
 */
export function severeFindings(json, shipped) {
  const { vulnerabilities } = JSON.parse(json)
  if (vulnerabilities === undefined) return undefined
  const names = new Set(['electron', ...shipped.map(({ name }) => name)])
  return /** @type {Finding[]} */ (Object.values(vulnerabilities))
    .filter(({ name, severity }) => names.has(name) && SEVERE.has(severity))
    .map(({ name, severity }) => ({ name, severity }))
}

/**
 * Days for which an installed wallet accepts a feed. Sign it again before they are over, also without a new release.
 */
const VALID_DAYS = 180

/**
 * Signs the files that an installed wallet verifies before it parses them (src/main/platform/updates). The key is in
 * IMP_WALLET_UPDATE_SIGNING_KEY, as PEM.
 * @param {readonly string[]} files
 */
function signFeed(files) {
  const { IMP_WALLET_UPDATE_SIGNING_KEY: pem, IMP_WALLET_UPDATE_KEY: expected } = process.env
  if (!pem) throw new StopError('IMP_WALLET_UPDATE_SIGNING_KEY must contain the key to sign with.')
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519')
    throw new StopError(`The key is ${key.asymmetricKeyType}, not Ed25519.`)
  // The last 32 bytes of the DER form are the key itself (RFC 8410).
  const publicKey = createPublicKey(key)
    .export({ type: 'spki', format: 'der' })
    .subarray(-32)
    .toString('base64')
  if (publicKey !== expected) {
    throw new StopError(
      `IMP_WALLET_UPDATE_KEY, which the packages contain, is not the public key of the signing key: ${publicKey}`
    )
  }
  const validUntil = new Date(Date.now() + VALID_DAYS * 24 * 3_600_000).toISOString()
  for (const file of files) {
    if (file.endsWith('.yml')) appendFileSync(file, `validUntil: '${validUntil}'\n`)
    writeFileSync(`${file}.sig`, `${sign(null, readFileSync(file), key).toString('base64')}\n`)
    log(`Signed ${file}`)
  }
  return 0
}

/** @param {readonly string[]} args */
async function step([name, ...files]) {
  switch (name) {
    case 'audit':
      return audit()
    case 'sign-feed':
      return signFeed(files)
    default:
      throw new StopError('node scripts/release.mjs audit | sign-feed FILE…')
  }
}

if (isProgram(import.meta.url)) await runCommand(() => step(process.argv.slice(2)))

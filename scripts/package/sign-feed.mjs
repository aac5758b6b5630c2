// @ts-check
// node scripts/package/sign-feed.mjs FILE…: writes FILE.sig beside each file. An installed wallet verifies it before it
// parses the file (src/main/platform/updates). The key is in IMP_WALLET_UPDATE_SIGNING_KEY, as PEM.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { log, runCommand, StopError } from '../lib/command.mjs'

/** How long an installed wallet believes a feed. Sign the feed anew before it ends, also without a new release. */
const VALID_DAYS = 180

await runCommand(async () => {
  const { IMP_WALLET_UPDATE_SIGNING_KEY: pem, IMP_WALLET_UPDATE_KEY: expected } = process.env
  if (!pem) throw new StopError('IMP_WALLET_UPDATE_SIGNING_KEY holds no key to sign with.')
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
      `IMP_WALLET_UPDATE_KEY, which the packages carry, is not the key's other half: ${publicKey}`
    )
  }
  const validUntil = new Date(Date.now() + VALID_DAYS * 24 * 3_600_000).toISOString()
  for (const file of process.argv.slice(2)) {
    if (file.endsWith('.yml')) appendFileSync(file, `validUntil: '${validUntil}'\n`)
    writeFileSync(`${file}.sig`, `${sign(null, readFileSync(file), key).toString('base64')}\n`)
    log(`Signed ${file}`)
  }
  return 0
})

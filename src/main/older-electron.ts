import { existsSync, readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import type { Clipboard, NativeImage } from 'electron'
import * as v from 'valibot'

/**
 * Where Electron's official download cannot be reached, development and tests run on Electron 25 with Node 18 (see
 * scripts/electron/registry-runtime.mjs). What the wallet has to do differently there stands in this file and nowhere
 * else. Releases run on the pinned Electron, which takes none of these branches.
 */

/** Node's `tls.getCACertificates`, from Node 22.15 on. */
const WithSystemCertificates = v.object({ getCACertificates: v.function() })

/** Where Linux distributions keep the certificates that their administrator trusts. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem'
]

/** The certificates of the system's own store, as PEM; each text may hold several. */
export function systemCertificates(): string[] {
  if (v.is(WithSystemCertificates, tls)) return v.parse(v.array(v.string()), tls.getCACertificates('system'))
  if (process.platform !== 'linux') return []
  // OpenSSL's own variable comes first, as it does where Node asks OpenSSL.
  const bundle = [process.env.SSL_CERT_FILE ?? '', ...LINUX_BUNDLES].find((file) => existsSync(file))
  return bundle === undefined ? [] : [readFileSync(bundle, 'utf8')]
}

interface EarlierClipboard {
  writeImage(picture: NativeImage): void
}

const isEarlier = (clipboard: object): clipboard is EarlierClipboard =>
  typeof Reflect.get(clipboard, 'writeImage') === 'function'

/** Writes a picture as Electron did before 44. False: this Electron has no such call. */
export function writePictureEarlier(clipboard: Clipboard, picture: NativeImage): boolean {
  if (!isEarlier(clipboard)) return false
  clipboard.writeImage(picture)
  return true
}

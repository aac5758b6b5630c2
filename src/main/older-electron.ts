import { existsSync, readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import type { Clipboard, NativeImage } from 'electron'
import * as v from 'valibot'

/**
 * If Electron's official download cannot be reached, development and tests run on Electron 25 with Node 18 (see
 * scripts/electron/registry-runtime.mjs). All code of main for that version is in this file; the preload has some in
 * path-of-file.ts. Releases run on the pinned Electron, which uses none of these branches.
 */

/** Node's `tls.getCACertificates`, available since Node 22.15. */
const WithSystemCertificates = v.object({ getCACertificates: v.function() })

/** Where Linux distributions store the certificates that their administrator trusts. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem'
]

/** The certificates of the system's store, as PEM; each text may contain several. */
export function systemCertificates(): string[] {
  if (v.is(WithSystemCertificates, tls)) return v.parse(v.array(v.string()), tls.getCACertificates('system'))
  if (process.platform !== 'linux') return []
  // OpenSSL's environment variable has precedence, as in OpenSSL.
  const bundle = [process.env.SSL_CERT_FILE ?? '', ...LINUX_BUNDLES].find((file) => existsSync(file))
  return bundle === undefined ? [] : [readFileSync(bundle, 'utf8')]
}

interface EarlierClipboard {
  writeImage(picture: NativeImage): void
}

const isEarlier = (clipboard: object): clipboard is EarlierClipboard =>
  typeof Reflect.get(clipboard, 'writeImage') === 'function'

/** Copies a picture with the call of Electron before 44. False: this Electron has no such call. */
export function writePictureEarlier(clipboard: Clipboard, picture: NativeImage): boolean {
  if (!isEarlier(clipboard)) return false
  clipboard.writeImage(picture)
  return true
}

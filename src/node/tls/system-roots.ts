import { existsSync, readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import * as v from 'valibot'

/** Where Linux distributions store the certificates that their administrator trusts. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem'
]

/** `tls.getCACertificates` exists since Node 22.15; the node also runs without it. */
const Modern = v.object({ getCACertificates: v.function() })

/** The authorities that this computer trusts and those that Node ships, as PEM. */
export function systemRoots(): string[] {
  return [...tls.rootCertificates, ...installedRoots()]
}

function installedRoots(): string[] {
  if (v.is(Modern, tls)) return v.parse(v.array(v.string()), tls.getCACertificates('system'))
  if (process.platform !== 'linux') return []
  const bundle = [process.env['SSL_CERT_FILE'] ?? '', ...LINUX_BUNDLES].find((file) => existsSync(file))
  return bundle === undefined ? [] : [readFileSync(bundle, 'utf8')]
}

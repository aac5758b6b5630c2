import { createPublicKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { der } from './der'

const DAY_MS = 24 * 60 * 60 * 1000

const OID = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2'
}

export interface CertificateTerms {
  readonly commonName: string
  /** Host names and IP addresses of the certificate. Default: this computer. */
  readonly hosts?: readonly string[]
  /** Default: from yesterday, for a year. */
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** May sign other certificates. */
  readonly ca?: boolean
}

/** A certificate and its key, as PEM. */
export interface IssuedCertificate {
  readonly commonName: string
  readonly cert: string
  readonly key: string
}

/**
 * Creates a P-256 certificate, signed by `issuer` or by itself. For this computer and for tests: no other computer
 * trusts it.
 */
export function issueCertificate(terms: CertificateTerms, issuer?: IssuedCertificate): IssuedCertificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const algorithm = der.sequence(der.oid(OID.ecdsaWithSha256))
  const now = Date.now()
  const body = der.sequence(
    der.explicit(0, der.integer(2n)),
    der.integer(randomBytes(8).readBigUInt64BE()),
    algorithm,
    name(issuer?.commonName ?? terms.commonName),
    der.sequence(
      der.time(terms.notBefore ?? new Date(now - DAY_MS)),
      der.time(terms.notAfter ?? new Date(now + 365 * DAY_MS))
    ),
    name(terms.commonName),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der.explicit(3, extensions(terms))
  )
  const signature = sign('sha256', body, issuer?.key ?? key)
  const certificate = der.sequence(body, algorithm, der.bitString(signature))
  return { commonName: terms.commonName, cert: pem(certificate), key }
}

/** SHA-256 of a PEM certificate as `AB:CD:…`. */
export function certificateFingerprint(cert: string): string {
  return new X509Certificate(cert).fingerprint256
}

function name(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.oid(OID.commonName), der.utf8String(commonName))))
}

function extensions({ ca = false, hosts = ['localhost', '127.0.0.1', '::1'] }: CertificateTerms): Buffer {
  // Bits are numbered from the left: digitalSignature is 0, keyCertSign 5.
  const usage = ca ? der.bitString(Buffer.of(0b10000100), 2) : der.bitString(Buffer.of(0b10000000), 7)
  return der.sequence(
    critical(OID.basicConstraints, ca ? der.sequence(der.boolean(true)) : der.sequence()),
    critical(OID.keyUsage, usage),
    ...(ca
      ? []
      : [
          extension(OID.extendedKeyUsage, der.sequence(der.oid(OID.serverAuth), der.oid(OID.clientAuth))),
          extension(OID.subjectAltName, der.sequence(...hosts.map(alternativeName)))
        ])
  )
}

function alternativeName(host: string): Buffer {
  if (isIPv4(host)) return der.implicit(7, Buffer.from(host.split('.').map(Number)))
  if (isIPv6(host)) return der.implicit(7, ipv6Bytes(host))
  return der.implicit(2, Buffer.from(host))
}

function ipv6Bytes(host: string): Buffer {
  const [head = '', tail] = host.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const zeros = new Array<string>(8 - before.length - after.length).fill('0')
  return Buffer.from([...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join(''), 'hex')
}

function critical(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.boolean(true), der.octetString(value))
}

function extension(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.octetString(value))
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

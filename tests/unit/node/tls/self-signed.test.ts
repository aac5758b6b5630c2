import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificateFingerprint, issueCertificate } from '../../../../src/node/tls/self-signed'

describe('an issued certificate', () => {
  it('is self-signed and valid for this computer and a year', () => {
    const { cert } = issueCertificate({ commonName: 'demo' })
    const read = new X509Certificate(cert)
    expect(read.subject).toBe('CN=demo')
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.checkHost('localhost')).toBe('localhost')
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(read.checkIP('::1')).toBeDefined()
    expect(Date.parse(read.validTo) - Date.now()).toBeGreaterThan(364 * 24 * 3_600_000)
    expect(read.ca).toBe(false)
  })

  it('is signed by its issuer', () => {
    const ca = issueCertificate({ commonName: 'ca', ca: true })
    const leaf = new X509Certificate(issueCertificate({ commonName: 'leaf' }, ca).cert)
    const root = new X509Certificate(ca.cert)
    expect(root.ca).toBe(true)
    expect(leaf.issuer).toBe('CN=ca')
    expect(leaf.checkIssued(root)).toBe(true)
    expect(leaf.verify(root.publicKey)).toBe(true)
  })

  it('is valid for other hosts and times on request, also beyond 2049', () => {
    const { cert } = issueCertificate({
      commonName: 'x',
      hosts: ['node.example', '10.0.0.1', '2001:db8::1'],
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2060-02-03T04:05:06Z')
    })
    const read = new X509Certificate(cert)
    expect(read.checkHost('node.example')).toBe('node.example')
    expect(read.checkIP('10.0.0.1')).toBe('10.0.0.1')
    expect(read.subjectAltName).toContain('2001:DB8:0:0:0:0:0:1')
    expect(Date.parse(read.validFrom)).toBe(Date.UTC(2020, 0, 1))
    expect(Date.parse(read.validTo)).toBe(Date.UTC(2060, 1, 3, 4, 5, 6))
  })

  it('differs from every other one', () => {
    const [first, second] = [1, 2].map(() =>
      certificateFingerprint(issueCertificate({ commonName: 'x' }).cert)
    )
    expect(first).toMatch(/^([\dA-F]{2}:){31}[\dA-F]{2}$/)
    expect(first).not.toBe(second)
  })
})

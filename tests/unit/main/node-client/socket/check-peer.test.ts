import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificateFingerprint, issueCertificate } from '../../../../../src/node/tls/self-signed'
import {
  certificatesIn,
  fingerprintOf,
  sameFingerprint,
  checkPeer
} from '../../../../../src/main/node-client/socket/check-peer'

const { cert } = issueCertificate({ commonName: 'node' })
const der = new X509Certificate(cert).raw
const fingerprint = certificateFingerprint(cert)

describe('fingerprintOf', () => {
  it('has the format of openssl', () => {
    expect(fingerprintOf(der)).toBe(fingerprint)
    expect(fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/u)
  })
})

describe('sameFingerprint', () => {
  it.each([
    ['as it is', (text: string) => text],
    ['in lower case without colons', (text: string) => text.replaceAll(':', '').toLowerCase()],
    ['with blanks', (text: string) => ` ${text.replaceAll(':', ' ')} `],
    ['as openssl prints it', (text: string) => `sha256 Fingerprint=${text}`],
    ['with a prefix', (text: string) => `SHA-256: ${text}`]
  ])('recognises the fingerprint %s', (_, write) => {
    expect(sameFingerprint(write(fingerprint), fingerprint)).toBe(true)
  })

  it.each(['', 'AB', 'no fingerprint at all'])('does not take %j for one', (text) => {
    expect(sameFingerprint(text, text)).toBe(false)
    expect(sameFingerprint(text, fingerprint)).toBe(false)
  })

  it('distinguishes fingerprints that differ in one digit', () => {
    expect(
      sameFingerprint(
        fingerprint.replace(/.$/u, (last) => (last === '0' ? '1' : '0')),
        fingerprint
      )
    ).toBe(false)
  })
})

describe('certificatesIn', () => {
  it('finds every certificate between other text, and skips damaged ones', () => {
    const damaged = cert.replace(/\n.{10}/u, '\nAAAAAAAAAA')
    expect(certificatesIn(`comment\n${cert}\n-----BEGIN PRIVATE KEY-----\n${damaged}${cert}`)).toHaveLength(2)
    expect(certificatesIn('nothing')).toEqual([])
  })
})

describe('checkPeer', () => {
  it('trusts what the authorities of this computer trust', () => {
    expect(checkPeer({ kind: 'tls' }, { certificate: der, objection: undefined })).toBeUndefined()
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate-expired'],
    ['CERT_NOT_YET_VALID', 'certificate-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-wrong-host'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
    ['CERT_REVOKED', 'certificate-untrusted'],
    ['', 'certificate-untrusted'],
    ['something new', 'certificate-untrusted']
  ])('fails closed for %j', (objection, code) => {
    expect(checkPeer({ kind: 'tls' }, { certificate: der, objection })).toEqual({
      code,
      detail: objection,
      fingerprint
    })
  })

  it.each([
    ['changed when it has the name of the given one', 'node', 'certificate-changed'],
    ['untrusted when it has another name', 'another', 'certificate-untrusted']
  ])('returns a code for a certificate %s', (_, commonName, code) => {
    const given = issueCertificate({ commonName }).cert
    for (const objection of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']) {
      const trustedFingerprint = code === 'certificate-changed' ? certificateFingerprint(given) : undefined
      expect(
        checkPeer({ kind: 'tls-certificate', pem: given }, { certificate: der, objection })
      ).toMatchObject({ code, ...(trustedFingerprint === undefined ? {} : { trustedFingerprint }) })
    }
  })

  it('survives a peer without a certificate', () => {
    const peer = { certificate: new Uint8Array(), objection: 'UNKNOWN' }
    expect(checkPeer({ kind: 'tls-certificate', pem: cert }, peer)?.code).toBe('certificate-untrusted')
  })

  it('gives a pinned fingerprint precedence over everything else', () => {
    const peer = { certificate: der, objection: 'CERT_HAS_EXPIRED' }
    expect(checkPeer({ kind: 'tls-pinned', fingerprint }, peer)).toBeUndefined()
    const trusted = { certificate: der, objection: undefined }
    expect(checkPeer({ kind: 'tls-pinned', fingerprint: 'AB' }, trusted)).toEqual({
      code: 'certificate-changed',
      fingerprint,
      trustedFingerprint: 'AB'
    })
    expect(checkPeer({ kind: 'tls-pinned', fingerprint: '' }, trusted)?.code).toBe('certificate-changed')
  })
})

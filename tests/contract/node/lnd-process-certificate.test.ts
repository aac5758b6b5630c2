import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { ProcessUnderTest } from '../../support/processes/lnd-process'
import { runScriptedLnd, ScriptedLnd } from '../../support/fakes/scripted-lnd'
import { checked, failureOf } from './lnd-process-setup'

const validFrom = (pem: string): number => Date.parse(new X509Certificate(pem).validFrom)

describe('the check of the certificate of an LND', () => {
  it('stops at another certificate than the one in the link, and sends nothing', async () => {
    const lnd = await runScriptedLnd()
    const { check } = await checked(lnd, lnd.link(lnd.admin, issueCertificate({ commonName: 'lnd' }).cert))
    expect(failureOf(check)).toMatchObject({ id: 'certificate', problem: 'certificate-mismatch' })
    expect(check.findings).toEqual({
      shownFingerprint: lnd.fingerprint,
      shownValidFrom: validFrom(lnd.certificate.cert)
    })
    expect(lnd.calls).toEqual([])
  })

  it('shows both fingerprints of a renewed certificate, and continues with the one that the person trusts', async () => {
    const lnd = await runScriptedLnd()
    const old = new ScriptedLnd()
    const wallet = new ProcessUnderTest()
    const access = { address: lnd.address, cert: old.certificate.cert, macaroon: lnd.admin }
    await wallet.ask('give-access', { access })
    const first = await wallet.ask('check', { trusted: old.fingerprint })
    expect(failureOf(first)).toMatchObject({ id: 'certificate', problem: 'certificate-changed' })
    expect(first.findings).toEqual({
      shownFingerprint: lnd.fingerprint,
      shownValidFrom: validFrom(lnd.certificate.cert),
      trustedFingerprint: old.fingerprint
    })
    const second = await wallet.ask('check', { trusted: old.fingerprint, trust: lnd.fingerprint })
    expect(failureOf(second)).toBeUndefined()
    expect(await wallet.ask('make-key', { rights: 'pay-and-receive', keepGiven: true })).toMatchObject({
      access: { cert: lnd.certificate.cert, macaroon: lnd.admin }
    })
  })

  it.each([
    ['certificate-expired', issueCertificate({ commonName: 'lnd', notAfter: new Date(Date.now() - 1000) })],
    ['certificate-untrusted', undefined]
  ])('reports %s', async (problem, certificate) => {
    const lnd = await runScriptedLnd(new ScriptedLnd(certificate))
    const link = certificate === undefined ? lnd.link().replace(/cert=[^&]*&/u, '') : lnd.link()
    expect(failureOf((await checked(lnd, link)).check)).toMatchObject({ id: 'certificate', problem })
  })

  it('ignores the name in a certificate that was given', async () => {
    const lnd = await runScriptedLnd(
      new ScriptedLnd(issueCertificate({ commonName: 'lnd', hosts: ['umbrel.local'] }))
    )
    expect(failureOf((await checked(lnd)).check)).toBeUndefined()
  })
})

import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { ProcessUnderTest } from '../../support/processes/lnd-process'
import { runScriptedLnd, ScriptedLnd } from '../../support/fakes/scripted-lnd'
import { makeMacaroon } from '../../support/fixtures/macaroon'
import { checked, failureOf } from './lnd-process-setup'

/** A port that leads each connection to the server that `next` returns for it. */
async function leadsTo(next: () => ScriptedLnd | Promise<ScriptedLnd>) {
  const sockets: Socket[] = []
  const port = createServer((inside) => {
    void Promise.resolve(next()).then((server) => {
      const outside = connect(Number(server.address.split(':').at(-1)), '127.0.0.1')
      for (const socket of [inside, outside]) socket.on('error', () => undefined)
      sockets.push(inside, outside)
      inside.pipe(outside).pipe(inside)
    })
  })
  await new Promise<void>((resolve) => port.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    port.close()
  })
  return { address: `127.0.0.1:${(port.address() as AddressInfo).port}` }
}

/** A port that leads to the server, and does not answer before `release`. */
async function holdsBack(server: ScriptedLnd) {
  let release = () => undefined
  const released = new Promise<undefined>((resolve) => {
    release = () => void resolve(undefined)
  })
  return { ...(await leadsTo(() => released.then(() => server))), release }
}

const AUTHORITY = issueCertificate({ commonName: 'authority', ca: true })
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

describe('a key that the wallet read itself', () => {
  const elsewhere = { id: 'certificate', problem: 'key-elsewhere' }

  /** A wallet with the saved key of one LND, and the address of another server. */
  async function moved() {
    const [own, other] = [await runScriptedLnd(), await runScriptedLnd()]
    const wallet = new ProcessUnderTest()
    const access = { address: own.address, cert: own.certificate.cert, macaroon: own.admin }
    await wallet.ask('give-access', { access })
    await wallet.ask('set-address', { address: other.address })
    return { own, other, wallet }
  }

  it('is not sent to another server, whatever certificate the page trusts or gives', async () => {
    const { other, wallet } = await moved()
    expect(failureOf(await wallet.ask('check', {}))).toMatchObject(elsewhere)
    const trusted = await wallet.ask('check', { trust: other.fingerprint })
    expect(failureOf(trusted)).toMatchObject(elsewhere)
    expect(trusted.findings).toEqual({})
    await wallet.ask('give-text', { text: other.certificate.cert })
    expect(failureOf(await wallet.ask('check', {}))).toMatchObject(elsewhere)
    expect(other.calls).toEqual([])
  })

  it.each(['before', 'after'])(
    'is not sent to a server that answers only once a folder was read, if the check began %s the folder was given',
    async (order) => {
      const { own, other, wallet } = await moved()
      other.keys.set(own.admin, 'all')
      const slow = await holdsBack(other)
      await wallet.ask('set-address', { address: slow.address })
      writeFileSync(join(wallet.folder, 'admin.macaroon'), makeMacaroon(60))
      const give = () => wallet.ask('give-folder', { folder: wallet.folder })
      const check = () => wallet.ask('check', { trust: other.fingerprint })
      const [first, second] = order === 'before' ? [check(), give()] : [give(), check()]
      await (order === 'before' ? second : first)
      slow.release()
      await Promise.all([first, second])
      expect(other.calls).toEqual([])
    }
  )

  it('is not paired by a check that began before a folder with another key was read', async () => {
    const own = await runScriptedLnd()
    const slow = await holdsBack(own)
    const wallet = new ProcessUnderTest()
    const access = { address: slow.address, cert: own.certificate.cert, macaroon: own.admin }
    await wallet.ask('give-access', { access })
    writeFileSync(join(wallet.folder, 'admin.macaroon'), makeMacaroon(60))
    const giving = wallet.ask('give-folder', { folder: wallet.folder })
    const checking = wallet.ask('check', {})
    await giving
    slow.release()
    await checking
    const made = await wallet.ask('make-key', { rights: 'receive-only', keepGiven: true })
    expect(made).toEqual({ ok: false, code: 'not-checked' })
    expect(own.calls).toEqual([])
  })

  it('is not sent to another server whose certificate has the same authority', async () => {
    const [own, other] = ['lnd', 'other'].map(
      (commonName) => new ScriptedLnd(issueCertificate({ commonName }, AUTHORITY))
    )
    if (own === undefined || other === undefined) throw new Error('no server')
    await Promise.all([own, other].map((lnd) => runScriptedLnd(lnd)))
    const wallet = new ProcessUnderTest()
    const access = {
      address: own.address,
      cert: `${own.certificate.cert}${AUTHORITY.cert}`,
      macaroon: own.admin
    }
    await wallet.ask('give-access', { access })
    await wallet.ask('set-address', { address: other.address })
    expect(failureOf(await wallet.ask('check', {}))).toMatchObject(elsewhere)
    expect(other.calls).toEqual([])
  })

  it.each([
    ['alone', ''],
    ['with its authority', AUTHORITY.cert]
  ])(
    'that has a certificate %s is not sent to a server that first leads to its LND, whatever the page gives',
    async (_how, besides) => {
      const own = await runScriptedLnd(new ScriptedLnd(issueCertificate({ commonName: 'lnd' }, AUTHORITY)))
      const other = await runScriptedLnd(
        new ScriptedLnd(issueCertificate({ commonName: 'other' }, AUTHORITY))
      )
      const servers = [own]
      const { address } = await leadsTo(() => servers.shift() ?? other)
      const wallet = new ProcessUnderTest()
      const { cert } = own.certificate
      await wallet.ask('give-access', {
        access: { address: own.address, cert: `${cert}${besides}`, macaroon: own.admin }
      })
      await wallet.ask('set-address', { address })
      await wallet.ask('give-text', { text: `${cert}${AUTHORITY.cert}` })
      expect(failureOf(await wallet.ask('check', {}))).toMatchObject({ problem: 'certificate-changed' })
      expect(servers).toEqual([])
      expect(other.calls).toEqual([])
    }
  )

  it('is sent there once the person gives it', async () => {
    const { own, other, wallet } = await moved()
    other.keys.set(own.admin, 'all')
    await wallet.ask('give-text', { text: own.admin })
    expect(failureOf(await wallet.ask('check', { trust: other.fingerprint }))).toBeUndefined()
  })

  it('is sent to its LND at a new address, which its certificate proves', async () => {
    const certificate = issueCertificate({ commonName: 'lnd' })
    const own = await runScriptedLnd(new ScriptedLnd(certificate))
    const { address } = own
    own.stop()
    const now = await runScriptedLnd(new ScriptedLnd(certificate))
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-access', { access: { address, cert: certificate.cert, macaroon: now.admin } })
    await wallet.ask('set-address', { address: now.address })
    expect(failureOf(await wallet.ask('check', {}))).toBeUndefined()
  })

  it('is not sent to another server from a folder without a certificate', async () => {
    const other = await runScriptedLnd()
    const wallet = new ProcessUnderTest()
    writeFileSync(join(wallet.folder, 'admin.macaroon'), Buffer.from(other.admin, 'hex'))
    await wallet.ask('give-folder', { folder: wallet.folder })
    await wallet.ask('set-address', { address: other.address })
    expect(failureOf(await wallet.ask('check', { trust: other.fingerprint }))).toMatchObject(elsewhere)
    expect(other.calls).toEqual([])
  })
})

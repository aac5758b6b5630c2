import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { GivenDetails } from '../../../../src/node/pairing/details/given'
import { trustForKey } from '../../../../src/node/pairing/details/key-home'
import { parseLndConf } from '../../../../src/node/pairing/details/lnd-conf'
import { readFolder } from '../../../../src/node/pairing/details/read-folder'
import { findLocalLnd } from '../../../../src/node/pairing/find-local'
import { certificateFingerprint, issueCertificate } from '../../../../src/node/tls/self-signed'
import { makeMacaroon } from '../../../support/fixtures/macaroon'
import { removeFolder, temporaryFolder } from '../../../support/fixtures/temporary-folder'

const { cert } = issueCertificate({ commonName: 'lnd' })
const fingerprint = certificateFingerprint(cert)
const [admin, other] = [makeMacaroon(70), makeMacaroon(40)]
/** Of a macaroon whose identifier is not of LND's form. */
const NOT_KNOWN = { scope: undefined, limits: [] }
const hex = admin.toString('hex')

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = temporaryFolder()
  onTestFinished(() => removeFolder(folder))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const macaroonAt = (network: string, name = 'admin') => `data/chain/bitcoin/${network}/${name}.macaroon`

describe('the details that a person gave', () => {
  it('are put together from several pieces, in any order', () => {
    const given = new GivenDetails()
    expect(given.giveText(hex)).toMatchObject({
      ok: true,
      key: true,
      details: { form: 'text', address: undefined, key: NOT_KNOWN }
    })
    expect(given.giveFiles([{ name: 'tls.cert', bytes: Buffer.from(cert) }])).toMatchObject({
      ok: true,
      key: false,
      details: { fingerprint, address: undefined }
    })
    expect(given.setAddress('umbrel.local')).toEqual({
      ok: true,
      key: false,
      details: {
        form: 'text',
        address: 'umbrel.local:10009',
        fingerprint,
        inLink: false,
        key: NOT_KNOWN,
        host: 'umbrel'
      }
    })
    expect(given.pieces).toEqual({ macaroon: hex, cert, address: 'umbrel.local:10009' })
  })

  it('tell whether the certificate came with the link, or from somewhere else afterwards', () => {
    const link = `lndconnect://a.b:1?macaroon=${hex}`
    const inLink = Buffer.from(cert.replaceAll(/-----[^-]+-----|\s/gu, ''), 'base64').toString('base64url')
    const given = new GivenDetails()
    expect(given.giveText(`${link}&cert=${inLink}`)).toMatchObject({ details: { fingerprint, inLink: true } })
    expect(given.setAddress('c.d')).toMatchObject({ details: { inLink: true } })
    const file = [{ name: 'tls.cert', bytes: Buffer.from(cert) }]
    expect(given.giveFiles(file)).toMatchObject({ details: { form: 'lndconnect', inLink: false } })
    expect(given.giveText(link)).toMatchObject({ details: { inLink: false } })
  })

  it('never show the macaroon', () => {
    const given = new GivenDetails()
    expect(JSON.stringify(given.giveText(`lndconnect://a.b:1?macaroon=${hex}`))).not.toContain(
      hex.slice(20, 60)
    )
  })

  it('stay if something else that is given cannot be read', () => {
    const given = new GivenDetails()
    given.giveText(`lndconnect://a.b:1?macaroon=${hex}`)
    expect(given.giveText('hello')).toMatchObject({
      ok: false,
      code: 'not-recognised',
      details: { address: 'a.b:1' }
    })
    expect(given.pieces.macaroon).toBe(hex)
  })

  it('are replaced by a link, and gone when they are forgotten', () => {
    const given = new GivenDetails()
    given.giveText(cert)
    given.giveText(`lndconnect://a.b:1?macaroon=${hex}`)
    expect(given.pieces.cert).toBeUndefined()
    given.forget()
    expect(given.pieces).toEqual({})
  })

  it('send a saved key through no other proxy than its own, unless the certificate stays the same', () => {
    const given = new GivenDetails()
    const address = 'a.onion:10009'
    given.giveAccess({ address, cert, macaroon: hex, socks: '127.0.0.1:9050' })
    const mayGo = (shown: string) =>
      ['127.0.0.1:9050', '10.0.0.5:9050', undefined].map(
        (socks) =>
          trustForKey(given.home, { address, cert: shown, shown: new X509Certificate(shown), socks }).ok
      )
    const other = issueCertificate({ commonName: 'lnd' }).cert
    expect(mayGo(cert)).toEqual([true, true, true])
    expect(mayGo(other)).toEqual([true, false, true])
    given.forget()
    expect(mayGo(other)).toEqual([true, true, true])
  })

  it.each([
    ['node.m.voltageapp.io:10009', cert, 'voltage'],
    ['umbrel.local:10009', cert, 'umbrel'],
    ['127.0.0.1:10009', cert, 'plain'],
    ['10.0.0.5:10009', issueCertificate({ commonName: 'Start9 LND' }).cert, 'start9'],
    ['10.0.0.5:10009', issueCertificate({ commonName: 'x', hosts: ['umbrel.local'] }).cert, 'umbrel'],
    ['notumbrel.local:10009', cert, undefined],
    ['10.0.0.5:10009', cert, undefined]
  ])('name the recognised system by the address %s: %#', (address, certificate, host) => {
    const given = new GivenDetails()
    expect(given.giveAccess({ address, cert: certificate, macaroon: hex })).toMatchObject({
      details: { host }
    })
  })
})

describe('files', () => {
  it('are recognised by their content, and the macaroon of the admin is preferred', () => {
    const given = new GivenDetails()
    given.giveFiles([
      { name: 'a.bin', bytes: Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64') },
      { name: 'admin.macaroon', bytes: admin },
      { name: 'readonly.macaroon', bytes: other }
    ])
    expect(given.pieces).toEqual({ cert, macaroon: hex })
  })

  it('may hold the text of a link', () => {
    const given = new GivenDetails()
    expect(
      given.giveFiles([{ name: 'x.txt', bytes: Buffer.from(`lndconnect://a.b:1?macaroon=${hex}\n`) }])
    ).toMatchObject({ ok: true, details: { address: 'a.b:1', form: 'files' } })
  })

  it.each([
    ['admin.macaroon', admin.subarray(0, 90), 'bad-macaroon'],
    ['tls.cert', Buffer.from([0x30, 0x82, 0xff, 0xff]), 'bad-certificate'],
    ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff]), 'not-recognised'],
    ['empty', Buffer.alloc(0), 'empty']
  ])('that cannot be read are refused, like %s: %#', (name, bytes, code) => {
    expect(new GivenDetails().giveFiles([{ name, bytes }])).toEqual({ ok: false, key: false, code })
  })
})

describe('a folder', () => {
  it.each([
    ['LND’s own', '', 'mainnet'],
    ['one above it', '..', 'mainnet'],
    ['one deep in it', 'data/chain/bitcoin/mainnet', 'mainnet']
  ])('is read when it is %s', async (_what, below) => {
    const parent = folderWith({ 'lnd/tls.cert': cert, [`lnd/${macaroonAt('mainnet')}`]: admin })
    const given = new GivenDetails()
    expect(given.giveFolder(await readFolder(join(parent, 'lnd', below)))).toMatchObject({
      ok: true,
      details: { form: 'folder', address: '127.0.0.1:10009', fingerprint, key: NOT_KNOWN }
    })
  })

  it('gives the network, port and keysend of its lnd.conf', async () => {
    const folder = folderWith({
      'tls.cert': cert,
      [macaroonAt('mainnet')]: other,
      [macaroonAt('signet')]: admin,
      'lnd.conf': '[Bitcoin]\nbitcoin.signet=true\nrpclisten=0.0.0.0:10020\n; accept-keysend=true\n'
    })
    const given = new GivenDetails()
    given.giveFolder(await readFolder(folder))
    expect(given.pieces).toEqual({
      address: '127.0.0.1:10020',
      cert,
      macaroon: hex,
      keysend: false,
      network: 'signet'
    })
  })

  it('without an LND in it, or that cannot be read, is refused', async () => {
    const given = new GivenDetails()
    expect(given.giveFolder(await readFolder(folderWith({ 'notes.txt': 'x' })))).toEqual({
      ok: false,
      key: false,
      code: 'nothing-in-folder'
    })
    expect(given.giveFolder(await readFolder('/no/such/folder'))).toEqual({
      ok: false,
      key: false,
      code: 'unreadable-file'
    })
  })

  it.skipIf(process.getuid?.() === 0)('with a macaroon that only LND may read is reported', async () => {
    const folder = folderWith({ 'tls.cert': cert, [macaroonAt('mainnet')]: admin })
    chmodSync(join(folder, macaroonAt('mainnet')), 0)
    expect(new GivenDetails().giveFolder(await readFolder(folder))).toEqual({
      ok: false,
      key: false,
      code: 'unreadable-file'
    })
  })
})

describe('lnd.conf', () => {
  it.each([
    ['', '127.0.0.1:10009'],
    ['rpclisten=localhost:10010', 'localhost:10010'],
    ['rpclisten = 192.168.1.2', '192.168.1.2:10009'],
    ['rpclisten=:10011', '127.0.0.1:10011'],
    ['rpclisten=[::1]:10012', '[::1]:10012'],
    ['rpclisten=[::]:10013', '127.0.0.1:10013'],
    ['rpclisten=127.0.0.1:99999', '127.0.0.1:10009'],
    ['rpclisten=[:::]:10009', '127.0.0.1:10009'],
    ['rpclisten=unix:///tmp/x', '127.0.0.1:10009']
  ])('containing %j leads to the address %s', (text, address) => {
    expect(parseLndConf(text).address).toBe(address)
  })

  it('switches keysend on by true, 1 or the name alone', () => {
    const keysend = (text: string) => parseLndConf(text).keysend
    expect(['accept-keysend=true', 'accept-keysend=1', ' accept-keysend '].map(keysend)).toEqual([
      true,
      true,
      true
    ])
    expect(['', 'accept-keysend=false', '# accept-keysend=true'].map(keysend)).toEqual([false, false, false])
  })
})

describe('an LND of this computer', () => {
  it.each([
    ['linux', '.lnd'],
    ['darwin', 'Library/Application Support/Lnd'],
    ['win32', 'AppData/Local/Lnd']
  ] as const)('is found in the folder of %s while its port is open', async (platform, below) => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const home = folderWith({
      [`${below}/tls.cert`]: cert,
      [`${below}/${macaroonAt('regtest')}`]: admin,
      [`${below}/lnd.conf`]: `rpclisten=127.0.0.1:${port}`
    })
    const find = () => findLocalLnd({ platform, home, localAppData: undefined })
    expect(await find()).toEqual([
      { folder: join(home, below), address: `127.0.0.1:${port}`, network: 'regtest' }
    ])
    await new Promise((resolve) => server.close(resolve))
    expect(await find()).toEqual([])
  })
})

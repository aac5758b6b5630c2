import { describe, expect, it } from 'vitest'
import { parseLndconnect } from '../../../../../src/node/backends/lnd/lndconnect'
import { issueCertificate } from '../../../../../src/node/tls/self-signed'
import { makeMacaroon } from '../../../../support/fixtures/macaroon'

const { cert } = issueCertificate({ commonName: 'lnd' })
const der = Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64')
const macaroon = makeMacaroon()
const query = `cert=${der.toString('base64url')}&macaroon=${macaroon.toString('base64url')}`
const access = { address: '10.0.0.5:10009', cert, macaroon: macaroon.toString('hex') }

describe('an lndconnect link', () => {
  it.each([
    ['as LND writes it', `lndconnect://10.0.0.5:10009?${query}`],
    ['without the slashes', `lndconnect:10.0.0.5:10009?${query}`],
    ['with the scheme in capitals', `LNDCONNECT://10.0.0.5:10009?${query}`],
    ['with a slash before the query', `lndconnect://10.0.0.5:10009/?${query}`],
    ['without a port', `lndconnect://10.0.0.5?${query}`],
    ['with white space around it', `  lndconnect://10.0.0.5:10009?${query}\n`],
    [
      'with ordinary base64, padded',
      `lndconnect://10.0.0.5:10009?cert=${der.toString('base64')}&macaroon=${macaroon.toString('base64')}`
    ],
    [
      'percent-encoded',
      `lndconnect://10.0.0.5:10009?cert=${encodeURIComponent(der.toString('base64'))}&macaroon=${encodeURIComponent(macaroon.toString('base64'))}`
    ],
    [
      'with the certificate as PEM in base64url',
      `lndconnect://10.0.0.5:10009?cert=${Buffer.from(cert).toString('base64url')}&macaroon=${macaroon.toString('base64url')}`
    ],
    [
      'with the macaroon in hex',
      `lndconnect://10.0.0.5:10009?cert=${der.toString('base64url')}&macaroon=${macaroon.toString('hex')}`
    ]
  ])('is read %s', (_how, link) => {
    expect(parseLndconnect(link)).toEqual({ ok: true, value: access })
  })

  it.each([
    ['[2001:db8::1]:10009', '[2001:db8::1]:10009'],
    ['abcdefghijklmnop.onion:10009', 'abcdefghijklmnop.onion:10009'],
    ['ABCDEFGHIJKLMNOP.ONION:10009', 'abcdefghijklmnop.onion:10009'],
    ['abcdefghijklmnop.onion.:10009', 'abcdefghijklmnop.onion:10009'],
    ['bücher.example', 'xn--bcher-kva.example:10009'],
    ['node.example.org', 'node.example.org:10009']
  ])('may name the host %s', (host, address) => {
    expect(parseLndconnect(`lndconnect://${host}?${query}`)).toMatchObject({ ok: true, value: { address } })
  })

  it('may leave out the certificate if a public authority signed it', () => {
    const link = `lndconnect://node.example.org:10009?macaroon=${macaroon.toString('base64url')}`
    expect(parseLndconnect(link)).toMatchObject({ ok: true, value: { cert: undefined } })
  })

  it.each([
    ['lightning:lnbc1', 'not-lndconnect'],
    ['lndconnect://?macaroon=AgED', 'no-address'],
    ['lndconnect://10.0.0.5:99999?macaroon=AgED', 'no-address'],
    ['lndconnect://127.1:10009?macaroon=AgED', 'no-address'],
    ['lndconnect://umbrel.local@evil.example:10009?macaroon=AgED', 'no-address'],
    ['lndconnect://umbrel.local\\evil.example:10009?macaroon=AgED', 'no-address'],
    ['lndconnect://umbrel\u202elacol:10009?macaroon=AgED', 'no-address'],
    ['lndconnect://[:::::]:10009?macaroon=AgED', 'no-address'],
    [`lndconnect://10.0.0.5:10009?cert=AAAA&macaroon=${macaroon.toString('hex')}`, 'bad-certificate'],
    ['lndconnect://10.0.0.5:10009', 'no-macaroon'],
    ['lndconnect://10.0.0.5:10009?macaroon=%%%', 'bad-macaroon']
  ])('is refused with %s: %s', (link, code) => {
    expect(parseLndconnect(link)).toMatchObject({ ok: false, error: { code } })
  })
})

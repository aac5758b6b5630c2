import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLndAddress } from '../../../../src/node/backends/lnd/lnd-address'
import { readText } from '../../../../src/node/pairing/details/read-text'
import { issueCertificate } from '../../../../src/node/tls/self-signed'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { makeMacaroon } from '../../../support/fixtures/macaroon'

const { cert } = issueCertificate({ commonName: 'lnd' })
const der = Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64')
const macaroon = makeMacaroon()
const hex = macaroon.toString('hex')
const link = `lndconnect://umbrel.local:10009?cert=${der.toString('base64url')}&macaroon=${macaroon.toString('base64url')}`
const linked = {
  ok: true,
  value: { form: 'lndconnect', pieces: { address: 'umbrel.local:10009', cert, macaroon: hex } }
}
const wrapped = (text: string, width: number) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')

describe('the reader of connection details', () => {
  it.each([
    ['alone', link],
    ['with words around it', `Here it is:\n\n  ${link} , bye`],
    ['wrapped by a terminal', wrapped(link, 80)],
    ['wrapped, with words below', `${wrapped(link, 80)}\n\nScan this with your wallet.`],
    ['on a line of its own, with words right below', `${link}\nScan this with your wallet.`],
    ['before another one', `${link}\nlndconnect://umbrel.local:8080?macaroon=AgED`]
  ])('finds a link %s', (_how, text) => {
    expect(readText(text)).toEqual(linked)
  })

  it.each([
    ['in hex', hex],
    ['in hex, wrapped', wrapped(hex, 60)],
    ['in base64', macaroon.toString('base64')],
    ['in base64, wrapped', wrapped(macaroon.toString('base64'), 76)],
    ['in base64url', macaroon.toString('base64url')],
    ['with a word before it', `macaroon: ${hex}`]
  ])('reads a macaroon %s', (_how, text) => {
    expect(readText(text)).toMatchObject({ ok: true, value: { form: 'text', pieces: { macaroon: hex } } })
  })

  it.each([
    ['as PEM', cert],
    ['as DER in base64', der.toString('base64')],
    ['as DER in hex', der.toString('hex')],
    ['as PEM in base64', Buffer.from(cert).toString('base64')]
  ])('reads a certificate %s', (_how, text) => {
    expect(readText(text)).toMatchObject({ ok: true, value: { pieces: { cert } } })
  })

  it('keeps a chain of certificates whole, the first one first', () => {
    const chain = `${cert}${issueCertificate({ commonName: 'ca', ca: true }).cert}`
    expect(readText(chain)).toMatchObject({ ok: true, value: { pieces: { cert: chain } } })
  })

  it('reads several pieces from one text', () => {
    expect(readText(`${cert}\n${hex}\n10.0.0.5:10009`)).toEqual({
      ok: true,
      value: { form: 'text', pieces: { cert, macaroon: hex, address: '10.0.0.5:10009' } }
    })
  })

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['x'.repeat(100_001), 'too-large'],
    [makeInvoice({ amountMsat: 1000n }).text, 'is-invoice'],
    [`lightning:${makeInvoice().text}`, 'is-invoice'],
    ['bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'is-payment'],
    ['satoshi@example.org', 'is-payment'],
    ['hello', 'not-recognised'],
    ['correct horse battery staple', 'not-recognised'],
    ['umbrel.local', 'not-recognised'],
    [hex.slice(0, -8), 'bad-macaroon'],
    [macaroon.toString('base64').slice(0, 60), 'bad-macaroon'],
    [`${hex}00`, 'bad-macaroon'],
    [cert.replace('MII', 'XXX'), 'bad-certificate'],
    [`lndconnect://10.0.0.5:10009?cert=AAAA&macaroon=${hex}`, 'bad-certificate'],
    ['lndconnect://10.0.0.5:10009?macaroon=AgEDbG5k', 'bad-macaroon'],
    [`lndconnect://?macaroon=${hex}`, 'no-address']
  ])('refuses %j: %s', (text, code) => {
    expect(readText(text)).toMatchObject({ ok: false, error: { code } })
  })

  it('answers any text with a code', () => {
    const word = fc.constantFrom(
      ...[
        'lndconnect:',
        '//',
        '?cert=',
        '&macaroon=',
        'AgEDbG5k',
        '0201036c6e64',
        hex,
        '-----BEGIN CERTIFICATE-----'
      ],
      ...[
        '-----END CERTIFICATE-----',
        '\n',
        ' ',
        '%',
        '[::1]:',
        ':10009',
        '.onion',
        'lnbc1',
        '=',
        'a'.repeat(500)
      ]
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 40 }).map((all) => all.join(''))
    )
    fc.assert(
      fc.property(text, (any) => {
        const read = readText(any)
        expect(read.ok ? 'ok' : read.error.code).toMatch(/^[a-z-]+$/u)
        readLndAddress(any)
      }),
      { numRuns: 300 }
    )
  })
})

describe('the address of an LND', () => {
  it.each([
    ['umbrel.local', 'umbrel.local:10009'],
    [' 10.0.0.5:10010 ', '10.0.0.5:10010'],
    ['[2001:db8::1]', '[2001:db8::1]:10009'],
    ['https://umbrel.local:8080', 'umbrel.local:8080'],
    ['abcdefghij.onion', 'abcdefghij.onion:10009'],
    ['https://umbrel.local/path', undefined],
    ['unix:/tmp/lnd', undefined],
    ['umbrel.local:99999', undefined],
    ['', undefined]
  ])('written as %j is %s', (text, address) => {
    expect(readLndAddress(text)).toBe(address)
  })
})

import { describe, expect, it } from 'vitest'
import { describeError, redact } from '../../../../src/main/log/redact'

const INVOICE =
  'lnbcrt25u1p5hxkz8pp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6twvus8g6rfwvs8qun0dfjkxaq'
const HEX32 = '0001020304050607080900010203040506070809000102030405060708090102'

describe('redact', () => {
  it.each([
    ['an invoice', INVOICE],
    ['an upper-case invoice', INVOICE.toUpperCase()],
    ['a mainnet invoice without amount', 'lnbc1pvjluezpp5qqqsyq'],
    [
      'an LNURL',
      'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQURZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS'
    ],
    [
      'an offer',
      'lno1pqps7sjqpgtyzm3qv4uxzmtsd3jjqer9wd3hy6tsw35k7msjzfpy7nz5yqcnygrfdej82um5wf5k2uckyypwa3eyt44h6txtxquqh7lz5djge4afgfjn7k4rgrkuag0jsd5xvxg'
    ],
    ['a preimage or hash', HEX32],
    ['a public key', `02${HEX32}`],
    [
      'a fingerprint',
      'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89'
    ],
    ['an API key', '6f1c2b34-9a5d-4e8f-8b7a-0c1d2e3f4a5b'],
    ['a DID', 'did:peer:2.Ez6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\nshort\n-----END CERTIFICATE-----'],
    ['base64', 'dGhpcyBpcyBhIG1lc3NhZ2UgdGhhdCBpcyBsb25nIGVub3VnaA==']
  ])('hides %s, whatever surrounds it', (_what, secret) => {
    const safe = redact(`before ${secret} after`)
    expect(safe).toBe('before […] after')
  })

  it('hides an invoice in a link, and a truncated key', () => {
    expect(redact(`lightning:${INVOICE}`)).toBe('lightning:[…]')
    expect(redact('-----BEGIN PRIVATE KEY-----\nMIIB\nshort')).toBe('[…]')
  })

  it('hides what parsers quote of their input', () => {
    expect(redact('Unexpected token H in "Hello Mira" at 0')).toBe('Unexpected token H in […] at 0')
  })

  it('keeps an event on one line, without direction characters', () => {
    expect(redact('a\n2026-01-01T00:00:00Z info forged\u202e\u0000b')).toBe(
      'a 2026-01-01T00:00:00Z info forged b'
    )
  })

  it('leaves no part of a secret at a cut', () => {
    for (let before = 1900; before < 2000; before += 7) {
      const safe = redact(`${'x '.repeat(before / 2)}${INVOICE}${HEX32}`)
      expect(safe).not.toContain('lnbc')
      expect(safe).not.toMatch(/[0-9a-f]{16}/u)
    }
  })
})

describe('describeError', () => {
  it('gives class, code, redacted message and functions without folders', () => {
    const error = Object.assign(new TypeError(`bad invoice ${INVOICE}`), { code: 'ERR_X' })
    error.stack = [
      'TypeError: bad',
      '    at Object.pay (/home/somebody/IMP Wallet/out/main/index.js:10:5)',
      '    at async file:///opt/x/out/main/chunks/a-1.js:7:1',
      '    at run (C:\\Users\\somebody\\index.js:3:4)'
    ].join('\n')
    expect(describeError(error)).toBe(
      'TypeError ERR_X: bad invoice […] @ Object.pay index.js:10:5 < a-1.js:7:1 < run index.js:3:4'
    )
  })

  it('hides the input that a syntax error quotes', () => {
    let thrown: unknown
    try {
      JSON.parse('a secret message')
    } catch (error) {
      thrown = error
    }
    expect(describeError(thrown)).toMatch(/^SyntaxError: \[…\] @ /u)
  })

  it('never throws, whatever the fields of an error contain', () => {
    const odd = Object.assign(new Error('x'), { code: Object.create(null) as unknown })
    Object.defineProperties(odd, { name: { value: 7 }, message: { value: null }, stack: { value: {} } })
    expect(describeError(odd)).toBe('7: null @ ')
    const trap = new Proxy(new Error('x'), {
      get: () => {
        throw new Error('a trap')
      }
    })
    expect(describeError(trap)).toBe('thrown unreadable value')
  })

  it('gives only the type of a thrown value that is not an error', () => {
    expect(describeError('a secret message')).toBe('thrown string')
    expect(describeError(null)).toBe('thrown null')
  })
})

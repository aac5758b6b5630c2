import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress, isLoopback, parseAddress, type Address } from '../../../../src/shared/domain/address'

function parsed(text: string): Address {
  const result = parseAddress(text)
  if (!result.ok) throw new Error(`refused: ${text}`)
  return result.value
}

describe('parseAddress', () => {
  it.each([
    ['127.0.0.1:8881', '127.0.0.1:8881'],
    ['  node.example  ', 'node.example:8881'],
    ['Node.Example.:10009', 'node.example:10009'],
    ['localhost', 'localhost:8881'],
    ['my_node-1.lan:1', 'my_node-1.lan:1'],
    ['::1', '[::1]:8881'],
    ['[::1]', '[::1]:8881'],
    ['[0:0:0:0:0:0:0:1]:9000', '[::1]:9000'],
    ['2001:DB8::10', '[2001:db8::10]:8881'],
    ['[fe80::1%eth0]:8881', '[fe80::1%eth0]:8881'],
    ['knoten.müller.example', 'knoten.xn--mller-kva.example:8881'],
    ['unix:/run/imp.sock', 'unix:/run/imp.sock'],
    ['unix:///run/imp.sock', 'unix:/run/imp.sock'],
    ['http://127.0.0.1:8882', 'http://127.0.0.1:8882'],
    ['HTTPS://Node.Example', 'https://node.example:443'],
    ['http://node.example/imp/', 'http://node.example:80/imp'],
    ['https://[::1]:8882/a/b', 'https://[::1]:8882/a/b'],
    ['expyuzz4wqqyqhjn.onion:8881', 'expyuzz4wqqyqhjn.onion:8881']
  ])('reads %s as %s', (text, normal) => {
    expect(formatAddress(parsed(text))).toBe(normal)
  })

  it.each([
    '',
    '   ',
    ':8881',
    'host:',
    'host:0',
    'host:65536',
    'host:port',
    'host:-1',
    'host:8881/path',
    'two words',
    'a..b',
    '-a.example',
    'a-.example',
    `${'a'.repeat(64)}.example`,
    `${'abcdefg.'.repeat(40)}example`,
    '256.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '127.0.0.01',
    '[::1',
    '[::1]8881',
    '[:::1]',
    '[12345::]',
    '[host]',
    'unix:',
    'unix:relative.sock',
    `unix:/${'a'.repeat(200)}`,
    'unix:/a\0b',
    'http:',
    'http://',
    'https:node',
    'http://user@node.example',
    'http://node.example?x=1',
    'http://node.example/#a',
    'http://node.example/ä',
    'http://node.example/a b',
    'ftp://node.example',
    'grpc://node.example:8881',
    'lightning:lnbc1'
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toEqual({ ok: false, error: { code: 'bad-address' } })
  })

  it('never throws, and parses its own output', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webUrl(), fc.ipV6(), fc.domain()),
        (text) => {
          const result = parseAddress(text)
          if (!result.ok) return
          expect(parsed(formatAddress(result.value))).toEqual(result.value)
        }
      ),
      { numRuns: 2000 }
    )
  })
})

describe('isLoopback', () => {
  it.each([
    '127.0.0.1',
    '127.255.1.2:9',
    '::1',
    '[::ffff:127.0.0.1]',
    'localhost',
    'a.localhost',
    'unix:/a',
    'http://127.0.0.1'
  ])('is true for %s', (text) => {
    expect(isLoopback(parsed(text))).toBe(true)
  })

  it.each([
    '128.0.0.1',
    '127.example',
    '10.0.0.1',
    '::2',
    'fe80::1',
    '[::ffff:10.0.0.1]',
    'localhost.example',
    'https://node.example'
  ])('is false for %s', (text) => {
    expect(isLoopback(parsed(text))).toBe(false)
  })
})

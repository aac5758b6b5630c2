import { describe, expect, it } from 'vitest'
import { parseLocalAddress } from '../../../../src/node/net/listen-address'

describe('a listen address', () => {
  it.each([
    ['127.0.0.1:8881', { kind: 'tcp', host: '127.0.0.1', port: 8881 }],
    ['127.1.2.3:0', { kind: 'tcp', host: '127.1.2.3', port: 0 }],
    ['[::1]:8881', { kind: 'tcp', host: '::1', port: 8881 }],
    ['localhost:8881', { kind: 'tcp', host: 'localhost', port: 8881 }],
    ['unix:/run/imp.sock', { kind: 'unix', path: '/run/imp.sock' }]
  ])('may be %s', (text, address) => {
    expect(parseLocalAddress(text)).toEqual(address)
  })

  it.each(['0.0.0.0:8881', '[::]:8881', '192.168.1.2:8881', 'example.org:8881', '127.0.0.1.example.org:1'])(
    'is refused if others could reach it: %s',
    (text) => {
      expect(() => parseLocalAddress(text)).toThrow('is not on this computer')
    }
  )

  it.each(['', '8881', '127.0.0.1', '127.0.0.1:', '127.0.0.1:65536', '127.0.0.1:-1'])('is not %j', (text) => {
    expect(() => parseLocalAddress(text)).toThrow('is not an address to listen on')
  })
})

import { describe, expect, it } from 'vitest'
import { failureOfText } from '../../../../../src/main/node-client/socket/failure'
import { protocolOf } from '../../../../../src/main/node-client/socket/detect-protocol'

describe('protocolOf', () => {
  it.each([
    ['http2', Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])],
    ['tls', Buffer.from([0x15, 3, 1, 0, 2, 2, 70])],
    ['tls', Buffer.from([0x15, 3, 3, 0, 2, 2, 10])],
    ['http1', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['tls', Buffer.from('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n')],
    ['tls', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port')],
    ['other', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['other', Buffer.from([0])],
    ['other', Buffer.from([0, 0, 0, 0])]
  ])('recognises %s', (protocol, bytes) => {
    expect(protocolOf(bytes)).toBe(protocol)
  })
})

describe('failureOfText', () => {
  it.each([
    [
      'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:8881. Resolution note: ',
      'refused'
    ],
    ['connect ENOENT /run/imp.sock', 'refused'],
    ['getaddrinfo ENOTFOUND node.example', 'name-not-found'],
    ['getaddrinfo EAI_AGAIN node.example', 'name-not-found'],
    ['Name resolution failed for target dns:node.example:8881', 'name-not-found'],
    ['connect ETIMEDOUT 10.0.0.1:8881', 'timed-out'],
    ['connect EHOSTUNREACH 10.0.0.1:8881', 'unreachable'],
    ['connect ENETUNREACH 2001:db8::1:8881', 'unreachable']
  ])('maps %j to %s', (text, code) => {
    expect(failureOfText(text)?.code).toBe(code)
  })

  it.each(['', 'read ECONNRESET', 'write EPIPE', 'Protocol error', 'CERT_HAS_EXPIRED', 'NOTECONNREFUSED'])(
    'finds no failure in %j',
    (text) => {
      expect(failureOfText(text)).toBeUndefined()
    }
  )
})

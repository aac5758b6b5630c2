import { describe, expect, it } from 'vitest'
import { isExposed, needsPairing } from '../../../../src/shared/domain/node'

describe('unencrypted traffic to a node', () => {
  it.each([
    ['node.example:8881', true],
    ['192.168.1.7:8881', true],
    ['http://node.example:80', true],
    ['https://node.example:443', false],
    ['127.0.0.1:8881', false],
    ['[::1]:8881', false],
    ['unix:/run/imp.sock', false]
  ])('to %s is exposed to others: %s', (address, exposed) => {
    expect(isExposed({ address, security: { kind: 'plaintext' } })).toBe(exposed)
  })

  it.each([{ kind: 'loopback' }, { kind: 'tls' }, { kind: 'tls-pinned', fingerprint: 'AB' }] as const)(
    'with security $kind is not exposed',
    (security) => {
      expect(isExposed({ address: 'node.example:8881', security })).toBe(false)
    }
  )
})

it('A node needs pairing only if LND refused its key; a missing one may come back', () => {
  expect(needsPairing({})).toBe(false)
  expect(needsPairing({ lastFailure: 'lnd-key-missing' })).toBe(false)
  expect(needsPairing({ lastFailure: 'certificate-changed' })).toBe(false)
  expect(needsPairing({ lastFailure: 'lnd-key-refused' })).toBe(true)
  expect(needsPairing({ lastFailure: 'lnd-permission-missing' })).toBe(true)
})

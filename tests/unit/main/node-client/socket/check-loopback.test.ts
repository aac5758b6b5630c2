import { describe, expect, it } from 'vitest'
import { checkLoopback } from '../../../../../src/main/node-client/socket/check-loopback'
import { parseAddress } from '../../../../../src/shared/domain/address'

function judge(text: string, remoteAddress: string | undefined) {
  const address = parseAddress(text)
  if (!address.ok) throw new Error(text)
  return checkLoopback(address.value, { remoteAddress })?.code
}

describe('a name that stands for this computer', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('may lead to %s', (remote) => {
    expect(judge('node.localhost:8881', remote)).toBeUndefined()
    expect(judge('http://localhost:8882', remote)).toBeUndefined()
  })

  it.each(['192.0.2.7', '2001:db8::1', '::ffff:192.0.2.7', undefined, ''])('may not lead to %s', (remote) => {
    expect(judge('node.localhost:8881', remote)).toBe('not-this-computer')
    expect(judge('http://localhost:8882', remote)).toBe('not-this-computer')
  })
})

it('An address of another computer, and a Unix socket, may lead anywhere', () => {
  expect(judge('node.example:8881', '192.0.2.7')).toBeUndefined()
  expect(judge('unix:/run/node.sock', undefined)).toBeUndefined()
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGivenKey } from '../../../../src/node/pairing/details/given-key'
import { readPermissions } from '../../../../src/node/backends/lnd/macaroon-permissions'
import { makeMacaroon } from '../../../support/fixtures/macaroon'
import { growsTooFast } from '../../../support/fixtures/text-growth'
import { macaroons } from '../../../vectors/lnd-macaroons.json'

const TIME = Date.UTC(2027, 2, 1, 12, 0, 0, 123)
const read = (macaroon: Uint8Array | string, now = 0) =>
  readGivenKey(typeof macaroon === 'string' ? macaroon : Buffer.from(macaroon).toString('hex'), now)

/** A field of protobuf whose content is text or bytes. */
const field = (tag: number, content: Uint8Array | string) => {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from([tag, bytes.length]), bytes])
}
const operation = (entity: string, ...actions: string[]) =>
  field(0x1a, Buffer.concat([field(0x0a, entity), ...actions.map((action) => field(0x12, action))]))
const identified = (...parts: Uint8Array[]) => makeMacaroon(Buffer.concat([Buffer.from([3]), ...parts]))
const start = [field(0x0a, Buffer.alloc(16)), field(0x12, '0')]

describe('the rights that LND wrote into a key', () => {
  it.each([
    ['admin', 'full'],
    ['readonly', 'read'],
    ['invoice', 'too-few'],
    ['router', 'too-few'],
    ['signer', 'too-few'],
    ['uri-pay-and-receive', 'pay-and-receive'],
    ['uri-receive-only', 'receive']
  ] as const)('are read from %s', (name, scope) => {
    expect(read(macaroons[name])).toEqual({ scope, limits: [] })
  })

  it('come with the conditions that were added to them', () => {
    const limited = macaroons['admin-time-and-address']
    expect(read(limited, TIME - 1)).toEqual({ scope: 'full', limits: ['time', 'address'] })
    expect(read(limited, TIME)).toEqual({ scope: 'full', limits: ['expired', 'address'] })
    expect(read(macaroons['admin-range-and-custom'])).toEqual({ scope: 'full', limits: ['address', 'other'] })
  })

  it.each(['time-before tomorrow', 'time-before 2027-13-41T99:00:00Z', 'ipaddr', ''])(
    'come with a condition of an unknown form: %j',
    (caveat) => {
      expect(read(makeMacaroon(60, [caveat])).limits).toEqual(['other'])
    }
  )

  it('are expired if one of two times is over', () => {
    const times = ['time-before 2027-03-01T12:00:00Z', 'time-before 2030-01-01T01:00:00+01:00']
    expect(read(makeMacaroon(60, times), TIME).limits).toEqual(['expired'])
    expect(read(makeMacaroon(60, [...times].reverse()), TIME).limits).toEqual(['expired'])
  })

  it('may be given in several operations, by entity or by call', () => {
    const receive = [operation('info', 'read'), operation('offchain', 'read'), operation('invoices', 'read')]
    expect(read(identified(...start, ...receive)).scope).toBe('read')
    const call = operation('uri', '/lnrpc.Lightning/AddInvoice')
    expect(read(identified(...start, ...receive, call)).scope).toBe('receive')
    expect(read(identified(...start, ...receive, operation('invoices', 'write'))).scope).toBe('receive')
  })

  it('are not known if the identifier has another form', () => {
    const one = operation('info', 'read')
    for (const macaroon of [
      makeMacaroon(),
      identified(),
      identified(...start),
      identified(one, Buffer.from([0])),
      identified(one, field(0x22, 'x')),
      identified(one.subarray(0, -1)),
      identified(operation('info')),
      identified(field(0x1a, field(0x12, 'read'))),
      identified(field(0x1a, Buffer.concat([field(0x0a, 'a'), field(0x0a, 'b'), field(0x12, 'read')])))
    ])
      expect(read(macaroon).scope).toBeUndefined()
    expect(read('00')).toEqual({ scope: undefined, limits: [] })
  })
})

describe('any bytes as a key', () => {
  it('are read without an exception, also as an identifier and as a condition', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 60 }), (bytes, caveat) => {
        read(bytes)
        read(Uint8Array.from([2, ...bytes]))
        read(identified(bytes))
        read(identified(field(0x1a, bytes.subarray(0, 100))))
        read(makeMacaroon(bytes, [`time-before ${caveat}`]))
      })
    )
  })

  it('take linear time', () => {
    for (const unit of [[0x1a, 0], [0x1a, 4, 0x0a, 0, 0x12, 0], [0x0a, 0], [0x80]])
      expect(
        growsTooFast(
          (text) => readPermissions(Buffer.from(`\u0003${text}`, 'latin1')),
          (length) =>
            Buffer.from(unit)
              .toString('latin1')
              .repeat(length / unit.length)
        )
      ).toBe(false)
  })
})

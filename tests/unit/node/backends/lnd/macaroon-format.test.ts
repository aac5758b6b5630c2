import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMacaroon } from '../../../../../src/node/backends/lnd/macaroon-format'
import { makeMacaroon } from '../../../../support/fixtures/macaroon'

describe('a macaroon', () => {
  it('is recognised with and without caveats, also with an identifier of several hundred bytes', () => {
    for (const one of [
      makeMacaroon(),
      makeMacaroon(500),
      makeMacaroon(60, ['time-before 2030', 'ipaddr 10.0.0.5'])
    ])
      expect(isMacaroon(one)).toBe(true)
  })

  it('is refused if a byte is missing or added', () => {
    const whole = makeMacaroon(60, ['time-before 2030'])
    for (let end = 0; end < whole.length; end += 1)
      expect([end, isMacaroon(whole.subarray(0, end))]).toEqual([end, false])
    expect(isMacaroon(Buffer.concat([whole, Buffer.alloc(1)]))).toBe(false)
  })

  it('is looked for in any bytes without an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof isMacaroon(Uint8Array.from([2, ...bytes]))).toBe('boolean')
      })
    )
  })
})

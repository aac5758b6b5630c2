import { describe, expect, it } from 'vitest'
import { readOptions } from '../../../../src/node/cli/options'
import { makeMacaroon } from '../../../support/fixtures/macaroon'

const macaroon = makeMacaroon().toString('hex')
const onion = ['--lnd', `lndconnect://abcdefghij.onion:10009?macaroon=${macaroon}`]

describe('the options of the node over LND', () => {
  it('may name a SOCKS proxy, which an .onion address needs', () => {
    expect(readOptions([...onion, '--socks', '127.0.0.1:9050']).readAccess()).toEqual({
      address: 'abcdefghij.onion:10009',
      cert: undefined,
      macaroon,
      socks: '127.0.0.1:9050'
    })
    expect(() => readOptions(onion).readAccess()).toThrow('needs --socks')
    expect(() => readOptions([...onion, '--socks', 'tor'])).toThrow('host:port')
  })

  it('use LND’s usual port if the address has none, and refuse an invalid address', () => {
    const at = (address: string) => readOptions(['--lnd-address', address, '--macaroon', macaroon])
    expect(at('umbrel.local').readAccess()).toMatchObject({ address: 'umbrel.local:10009', socks: undefined })
    expect(() => at('umbrel.local:0')).toThrow('--lnd-address')
  })
})

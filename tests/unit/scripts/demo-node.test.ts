import { expect, it } from 'vitest'
import { readyAddresses } from '../../../scripts/lib/demo-node.mjs'

const addresses = { grpc: '127.0.0.1:40123', http: '127.0.0.1:40124', control: '127.0.0.1:40125' }

it('readyAddresses finds the addresses in the ready line of the demo node', () => {
  expect(readyAddresses(JSON.stringify({ event: 'ready', ...addresses, pubkey: '02ab' }))).toEqual(addresses)
})

it.each([['listening'], ['{"event":"paid"}'], ['{"event":"ready","grpc":"127.0.0.1:40123"}'], ['{broken']])(
  'readyAddresses finds none in %s',
  (line) => {
    expect(readyAddresses(line)).toBeUndefined()
  }
)

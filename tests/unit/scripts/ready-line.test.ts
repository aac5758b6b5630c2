import { expect, it } from 'vitest'
import { readyAddress } from '../../../scripts/lib/ready-line.mjs'

it('finds the address in the line that says the demo node is ready', () => {
  expect(readyAddress('{"event":"ready","grpc":"127.0.0.1:40123","http":"127.0.0.1:40124"}')).toBe(
    '127.0.0.1:40123'
  )
})

it.each([['listening'], ['{"event":"paid"}'], ['{"event":"ready"}'], ['{broken']])(
  'finds none in %s',
  (line) => {
    expect(readyAddress(line)).toBeUndefined()
  }
)

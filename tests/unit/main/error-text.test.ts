import { expect, it } from 'vitest'
import { errorCode, errorText } from '../../../src/main/error-text'

const bomb = () => {
  throw new Error('a trap')
}
const STRANGE: readonly unknown[] = [
  ...[
    undefined,
    null,
    1n,
    Symbol('x'),
    Object.create(null),
    { toString: bomb },
    { [Symbol.toPrimitive]: bomb }
  ],
  new Proxy({}, { get: bomb, getPrototypeOf: bomb, has: bomb }),
  Object.defineProperty(new Error('x'), 'message', { get: bomb }),
  Object.defineProperty(new Error('x'), 'code', { get: bomb }),
  Object.assign(new Error('x'), { code: Object.create(null) })
]

it('Any thrown value has a text and a code, and reading them does not throw', () => {
  for (const value of STRANGE) {
    expect(errorText(value)).toBeTypeOf('string')
    expect(errorCode(value)).toBeTypeOf('string')
  }
  expect(errorText(new Error('closed'))).toBe('closed')
  expect(errorCode(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toBe('ECONNRESET')
})

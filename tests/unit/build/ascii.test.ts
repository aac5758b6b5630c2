import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { escaped } from '../../../build/ascii'

it('A bundle in ASCII has the same texts and patterns as before', () => {
  const code = `['₿2,500 −1', \`“é” \${1}\`, '😀', /[😀é]/u.test('😀'), /^[^\\u2026]$/u.test('…')]`
  const ascii = escaped(code)
  expect(ascii).toMatch(/^\p{ASCII}*$/u)
  expect(runInNewContext(ascii)).toEqual(['₿2,500 −1', '“é” 1', '😀', true, false])
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAccepted, packageFolder } from '../../../build/licences'

const inModules = (...parts: string[]) => join(process.cwd(), 'node_modules', ...parts)

describe('the list of shipped licences', () => {
  it('finds the package of a module, scoped or not, with queries and bundler prefixes', () => {
    expect(packageFolder(inModules('svelte', 'src', 'index.js'))).toBe(inModules('svelte'))
    expect(packageFolder(inModules('@noble', 'hashes', 'sha2.js'))).toBe(inModules('@noble', 'hashes'))
    expect(packageFolder(`\0${inModules('svelte', 'x.css')}?inline`)).toBe(inModules('svelte'))
  })

  it('takes neither our own modules nor virtual ones for packages', () => {
    expect(packageFolder(join(process.cwd(), 'src', 'main', 'index.ts'))).toBeUndefined()
    expect(packageFolder('\0vite/preload-helper.js')).toBeUndefined()
  })

  it('accepts one of several alternatives, and all parts of a combination', () => {
    expect(isAccepted('MIT')).toBe(true)
    expect(isAccepted('(GPL-3.0 OR MIT)')).toBe(true)
    expect(isAccepted('(MIT AND GPL-3.0)')).toBe(false)
  })

  it('refuses an unknown licence and a package without one', () => {
    expect(isAccepted('GPL-3.0-only')).toBe(false)
    expect(isAccepted('')).toBe(false)
  })
})

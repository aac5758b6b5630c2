import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAccepted, packageFolder } from '../../../build/licences'

const inModules = (...parts: string[]) => join(process.cwd(), 'node_modules', ...parts)

describe('the licences of what ships', () => {
  it('finds the package of a module, scoped or not, behind queries and marks of bundlers', () => {
    expect(packageFolder(inModules('svelte', 'src', 'index.js'))).toBe(inModules('svelte'))
    expect(packageFolder(inModules('@noble', 'hashes', 'sha2.js'))).toBe(inModules('@noble', 'hashes'))
    expect(packageFolder(`\0${inModules('svelte', 'x.css')}?inline`)).toBe(inModules('svelte'))
  })

  it('takes no module of our own and no virtual one for a package', () => {
    expect(packageFolder(join(process.cwd(), 'src', 'main', 'index.ts'))).toBeUndefined()
    expect(packageFolder('\0vite/preload-helper.js')).toBeUndefined()
  })

  it('accepts one of several alternatives, and all of several that hold together', () => {
    expect(isAccepted('MIT')).toBe(true)
    expect(isAccepted('(GPL-3.0 OR MIT)')).toBe(true)
    expect(isAccepted('(MIT AND GPL-3.0)')).toBe(false)
  })

  it('accepts neither a licence that nobody looked at nor a package without one', () => {
    expect(isAccepted('GPL-3.0-only')).toBe(false)
    expect(isAccepted('')).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { pathOfFile } from '../../../src/preload/path-of-file'

const utils = { getPathForFile: ({ name }: File) => (name === 'made' ? '' : `/home/${name}`) }

describe('the path of what the page gives', () => {
  it('is asked of Electron, for a File only', () => {
    expect(pathOfFile(utils, new File([], 'lnd'))).toBe('/home/lnd')
    expect(pathOfFile(utils, new File([], 'made'))).toBe('')
    for (const given of ['/etc', { path: '/etc', name: 'lnd' }, new Blob([]), undefined, null])
      expect(pathOfFile(utils, given)).toBeUndefined()
  })

  it('ignores what the File says itself, except on an Electron without the question', () => {
    const file = Object.assign(new File([], 'lnd'), { path: '/etc' })
    expect(pathOfFile(utils, file)).toBe('/home/lnd')
    expect(pathOfFile(undefined, file)).toBe('/etc')
    expect(pathOfFile(undefined, new File([], 'lnd'))).toBeUndefined()
  })
})

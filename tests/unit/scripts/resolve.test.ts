import { describe, expect, it } from 'vitest'
import { launchArgs, origins } from '../../../scripts/electron/resolve.mjs'

const linux = { env: {}, platform: 'linux', arch: 'x64' }

describe('the origin of Electron', () => {
  it('is only the override if there is one', () => {
    expect(origins({ ...linux, env: { ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' } })).toEqual(['override'])
  })

  it('is the installed one, then the official download, then the registry', () => {
    expect(origins(linux)).toEqual(['installed', 'downloaded', 'registry'])
  })

  it.each([
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['win32', 'x64']
  ])('is never the registry on %s %s, for which the package has no binary', (platform, arch) => {
    expect(origins({ env: {}, platform, arch })).toEqual(['installed', 'downloaded'])
  })

  it('ignores an empty override', () => {
    expect(origins({ ...linux, env: { ELECTRON_OVERRIDE_DIST_PATH: '' } })[0]).toBe('installed')
  })
})

describe('the sandbox', () => {
  it('is off for root on Linux, where Chromium would not start', () => {
    expect(launchArgs({ platform: 'linux', uid: 0 })).toEqual(['--no-sandbox'])
  })

  it.each([
    ['linux', 1000],
    ['darwin', 0],
    ['win32', undefined]
  ])('stays on for %s with user id %s', (platform, uid) => {
    expect(launchArgs({ platform, uid })).toEqual([])
  })
})

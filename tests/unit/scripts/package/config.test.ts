import { describe, expect, it } from 'vitest'
import { packageConfig, publisherOf } from '../../../../scripts/package/config.mjs'
import { planFor } from '../../../../scripts/package/build-packages.mjs'

const PUBLISHED = { GITHUB_REPOSITORY: 'some/wallet', IMP_WALLET_UPDATE_KEY: 'key' }
const linux = { platform: 'linux', arch: 'x64' } as const

describe('the build plan', () => {
  it('has every package if the official Electron is installed, for this processor', () => {
    expect(planFor({ ...linux, origin: 'downloaded', release: false })).toMatchObject({
      targets: [],
      archs: ['x64'],
      forTesting: false
    })
  })

  it('has every package for every processor in a release', () => {
    expect(planFor({ ...linux, origin: 'installed', release: true }).archs).toEqual(['x64', 'arm64'])
  })

  it.each(['registry', 'override'] as const)('is one for testing on an Electron from the %s', (origin) => {
    expect(planFor({ ...linux, origin, release: false })).toEqual({
      targets: ['deb'],
      archs: ['x64'],
      forTesting: true,
      ownElectron: true,
      systemDpkg: true
    })
  })

  it('has only the unpacked app without dpkg', () => {
    expect(planFor({ origin: 'override', platform: 'darwin', arch: 'arm64', release: false })).toMatchObject({
      targets: ['dir'],
      archs: ['arm64'],
      systemDpkg: false
    })
  })
})

describe('the publisher of a build', () => {
  it('does not exist on a private computer: no homepage, no update feed', () => {
    expect(publisherOf({})).toEqual({
      homepage: 'https://imp-wallet.invalid',
      maintainer: 'The IMP Wallet authors <nobody@imp-wallet.invalid>',
      feed: undefined
    })
  })

  it('is the repository that the hosted build belongs to', () => {
    expect(publisherOf(PUBLISHED)).toEqual({
      homepage: 'https://github.com/some/wallet',
      maintainer: 'The IMP Wallet authors <some@users.noreply.github.com>',
      feed: { url: 'https://github.com/some/wallet/releases/latest/download', publicKey: 'key' }
    })
  })

  it('has no update feed without a signing key', () => {
    expect(publisherOf({ IMP_WALLET_UPDATE_URL: 'https://updates.invalid' }).feed).toBeUndefined()
  })
})

describe('the package configuration', () => {
  const config = (env: NodeJS.ProcessEnv, forTesting: boolean, platform: NodeJS.Platform = 'darwin') =>
    packageConfig({
      platform,
      electronVersion: '45.4.1',
      electronDist: undefined,
      outDir: 'dist',
      version: '1.0.0',
      publisher: publisherOf(forTesting ? {} : PUBLISHED),
      forTesting,
      release: false,
      testBuild: false,
      env
    })

  it('has an update feed only with a publisher', () => {
    expect(config({}, true).publish).toBeNull()
    expect(config({}, false).publish).toEqual({
      provider: 'generic',
      url: 'https://github.com/some/wallet/releases/latest/download'
    })
  })

  it('notarises if the environment has an account for it', () => {
    expect(config({}, false).mac).toMatchObject({ hardenedRuntime: true, notarize: false })
    const account = { APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' }
    expect(config(account, false).mac).toMatchObject({ notarize: true })
  })

  it('marks test packages in their names', () => {
    expect(config({}, true, 'linux').deb?.artifactName).toContain('-for-testing')
    expect(config({}, false, 'linux').deb?.artifactName).not.toContain('testing')
  })
})

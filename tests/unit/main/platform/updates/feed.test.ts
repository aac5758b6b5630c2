import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FEED_FILE, feedOf } from '../../../../../src/main/platform/updates/feed'
import { isCurrent } from '../../../../../src/main/platform/updates/feed-age'
import { isSigned } from '../../../../../src/main/platform/updates/feed-signature'
import { NewestSeen } from '../../../../../src/main/platform/updates/newest-seen'
import { SignedFeed } from '../../../../../src/main/platform/updates/signed-feed'
import { JsonFile } from '../../../../../src/main/settings/json-file'
import { ok } from '../../../../../src/shared/result'
import { removeFolder, temporaryFolder } from '../../../../support/fixtures/temporary-folder'

const secretKey = new Uint8Array(32).fill(7)
const publicKey = Buffer.from(ed25519.getPublicKey(secretKey)).toString('base64')
const sign = (text: string) => Buffer.from(ed25519.sign(Buffer.from(text), secretKey)).toString('base64')

describe('the update feed of an installation', () => {
  let resources: string
  beforeEach(() => {
    resources = temporaryFolder()
  })
  afterEach(() => removeFolder(resources))

  const write = (feed: unknown) => {
    mkdirSync(resources, { recursive: true })
    writeFileSync(join(resources, FEED_FILE), JSON.stringify(feed))
  }
  const found = (patch: Partial<Parameters<typeof feedOf>[0]> = {}) =>
    feedOf({ isPackaged: true, platform: 'win32', resources, appImage: undefined, ...patch })

  it('is the one that the packaging put beside the app', () => {
    write({ url: 'https://updates.invalid/', publicKey })
    expect(found()).toEqual({ ok: true, value: { url: 'https://updates.invalid/', publicKey } })
  })

  it('does not exist in a checkout or without an update server', () => {
    expect(found({ isPackaged: false })).toMatchObject({ error: { code: 'development' } })
    expect(found()).toMatchObject({ error: { code: 'no-feed' } })
  })

  it('does not exist on Linux, where the package manager updates, except for an AppImage', () => {
    write({ url: 'https://updates.invalid/', publicKey })
    expect(found({ platform: 'linux' })).toMatchObject({ error: { code: 'system' } })
    expect(found({ platform: 'linux', appImage: '/home/a/wallet.AppImage' })).toMatchObject({ ok: true })
  })

  it.each([
    [{ url: 'http://updates.invalid/', publicKey }],
    [{ url: 'file:///tmp/', publicKey }],
    [{ url: 'https://updates.invalid/' }],
    [{ url: 'https://updates.invalid/', publicKey: 'c2hvcnQ=' }],
    ['nonsense']
  ])('does not exist if it is not encrypted or not signed: %j', (feed) => {
    write(feed)
    expect(found()).toMatchObject({ error: { code: 'no-feed' } })
  })
})

describe('the content of the feed', () => {
  const text = 'version: 2.0.0\nfiles:\n  - url: a.AppImage\n    sha512: abc\n'

  it('is accepted if its owner signed it', () => {
    expect(isSigned(text, sign(text), publicKey)).toBe(true)
    expect(isSigned(text, `${sign(text)}\n`, publicKey)).toBe(true)
  })

  it('is refused if a byte differs or somebody else signed it', () => {
    expect(isSigned(text.replace('abc', 'abd'), sign(text), publicKey)).toBe(false)
    const other = new Uint8Array(32).fill(8)
    const theirs = Buffer.from(ed25519.sign(Buffer.from(text), other)).toString('base64')
    expect(isSigned(text, theirs, publicKey)).toBe(false)
  })

  it('is refused with any text as signature, without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array({ minLength: 64, maxLength: 64 })), (junk) => {
        const signature = typeof junk === 'string' ? junk : Buffer.from(junk).toString('base64')
        expect(isSigned(text, signature, publicKey)).toBe(false)
      })
    )
  })
})

describe('the age of a signed feed', () => {
  const now = Date.parse('2026-11-28T00:00:00.000Z')
  it('is fine until the date that its publisher signed with it', () => {
    expect(isCurrent({ validUntil: '2026-11-28T00:00:00.001Z' }, now)).toBe(true)
    expect(isCurrent({ validUntil: '2026-11-28T00:00:00.000Z' }, now)).toBe(false)
  })

  it.each([undefined, null, {}, { validUntil: 'never' }, { validUntil: 7 }])(
    'is too old if no date can be read: %j',
    (feed) => {
      expect(isCurrent(feed, now)).toBe(false)
    }
  )
})

describe('the version of a signed feed', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => removeFolder(folder))

  /** A wallet that starts, and reads a feed that its publisher signed. */
  const read = (version: string) => {
    const text = `version: ${version}\nvalidUntil: '2100-01-01T00:00:00.000Z'\n`
    const request = ({ path = '' }: { readonly path?: string }) =>
      Promise.resolve(path.includes('.sig') ? sign(text) : text)
    const runtime = { executor: { request }, platform: 'linux', isUseMultipleRangeRequest: false }
    const seen = new NewestSeen(new JsonFile(join(folder, 'newest-version.json')))
    const feed = { url: 'https://updates.invalid/', publicKey }
    return new SignedFeed(feed, seen, runtime as unknown as ProviderRuntimeOptions).getLatestVersion()
  }

  it('is refused once a newer one was seen, also after a restart', async () => {
    expect(await read('2.0.0')).toMatchObject({ version: '2.0.0' })
    expect(await read('2.10.0')).toMatchObject({ version: '2.10.0' })
    await expect(read('2.9.0')).rejects.toThrow('named a newer version before')
    expect(await read('2.10.0')).toMatchObject({ version: '2.10.0' })
    expect(await read('2.10.1')).toMatchObject({ version: '2.10.1' })
  })

  it('is accepted if the file of the newest one is damaged, which is then written again', async () => {
    writeFileSync(join(folder, 'newest-version.json'), '{')
    expect(await read('2.0.0')).toMatchObject({ version: '2.0.0' })
    await expect(read('1.0.0')).rejects.toThrow('named a newer version before')
  })

  it('is compared as Semantic Versioning says', () => {
    const isNewer = (seen: string, version: string) => {
      const file = { read: () => ok({ version: seen }), write: () => ok(undefined) }
      return new NewestSeen(file).isNewerThan(version)
    }
    const ascending = [
      ...['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta.2', '1.0.0-beta.11'],
      ...['1.0.0-rc.1', '1.0.0', '1.0.2', '1.2.0', '1.10.0', '2.0.0']
    ]
    ascending.forEach((one, at) => {
      ascending.forEach((other, beside) => {
        expect(isNewer(one, other), `${one} ${other}`).toBe(at > beside)
      })
    })
    expect(isNewer('1.0.0+b', '1.0.0+a')).toBe(false)
  })

  it('is neither remembered nor compared if it is not a version', async () => {
    expect(await read('newest')).toMatchObject({ version: 'newest' })
    expect(await read('1.0.0')).toMatchObject({ version: '1.0.0' })
    expect(await read('newest')).toMatchObject({ version: 'newest' })
    await expect(read('0.9.0')).rejects.toThrow('named a newer version before')
  })
})

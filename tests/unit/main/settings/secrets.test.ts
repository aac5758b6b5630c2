import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { Secrets, type Keychain } from '../../../../src/main/settings/secrets'
import { ok } from '../../../../src/shared/result'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { newFile, undamaged } from './store-setup'

const id = 'a-1' as NodeId
const KEY = '6f1c2b34-9a5d-4e8f-8b7a-0c1d2e3f4a5b'

function keychain(parts: Partial<Keychain> = {}): Keychain {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.from(text).reverse(),
    decryptString: (bytes) => Buffer.from(bytes).reverse().toString(),
    ...parts
  }
}

describe('API keys', () => {
  it('are encrypted on disk by the keychain and available after a restart', () => {
    const file = newFile()
    const secrets = new Secrets(file, keychain(), undamaged)
    expect(secrets.storage).toBe('keychain')
    secrets.set(id, KEY)
    expect(readFileSync(file.path, 'utf8')).not.toContain(KEY)
    expect(new Secrets(file, keychain(), undamaged).get(id)).toBe(KEY)
  })

  it.each([
    ['there is no keychain', { isEncryptionAvailable: () => false }],
    ['the keychain is a fixed password', { getSelectedStorageBackend: () => 'basic_text' }],
    ['the keychain is unknown', { getSelectedStorageBackend: () => 'unknown' }],
    [
      'asking for the keychain fails',
      {
        isEncryptionAvailable: () => {
          throw new Error('not ready')
        }
      }
    ]
  ])('stay in memory, not on disk, if %s', (_why, parts) => {
    const file = newFile()
    const secrets = new Secrets(file, keychain(parts), undamaged)
    secrets.set(id, KEY)
    expect(secrets.storage).toBe('memory')
    expect(secrets.get(id)).toBe(KEY)
    expect(file.read()).toEqual(ok(undefined))
    expect(new Secrets(file, keychain(parts), undamaged).get(id)).toBeUndefined()
  })

  it('do not make the person unlock a keychain that contains none', () => {
    const file = newFile()
    const isEncryptionAvailable = vi.fn(() => true)
    expect(new Secrets(file, keychain({ isEncryptionAvailable }), undamaged).get(id)).toBeUndefined()
    expect(isEncryptionAvailable).not.toHaveBeenCalled()
  })

  it('are stored in a keychain without a backend name, as on macOS and Windows', () => {
    const file = newFile()
    const { getSelectedStorageBackend: _none, ...nameless } = keychain()
    expect(new Secrets(file, nameless, undamaged).storage).toBe('keychain')
  })

  it('are stored separately from the client certificate of the same node', () => {
    const file = newFile()
    const secrets = new Secrets(file, keychain(), undamaged)
    secrets.set(id, KEY)
    secrets.set(id, 'PRIVATE KEY', 'client-certificate')
    expect(readFileSync(file.path, 'utf8')).not.toContain('PRIVATE KEY')
    const locked = keychain({
      decryptString: () => {
        throw new Error('nobody may ask')
      }
    })
    const again = new Secrets(file, locked, undamaged)
    expect([again.has(id, 'api-key'), again.has(id, 'client-certificate')]).toEqual([true, true])
    secrets.set(id, undefined)
    expect(secrets.has(id, 'api-key')).toBe(false)
    expect(new Secrets(file, keychain(), undamaged).get(id, 'client-certificate')).toBe('PRIVATE KEY')
  })

  it('do not come back after a replacement, even if the new one cannot be stored', () => {
    const file = newFile()
    const secrets = new Secrets(file, keychain(), undamaged)
    secrets.set(id, 'old')
    const unavailable = new Secrets(file, keychain({ isEncryptionAvailable: () => false }), undamaged)
    unavailable.set(id, KEY)
    expect(unavailable.get(id)).toBe(KEY)
    expect(new Secrets(file, keychain(), undamaged).get(id)).toBeUndefined()
  })

  it('are removed from disk too', () => {
    const file = newFile()
    const secrets = new Secrets(file, keychain(), undamaged)
    secrets.set(id, KEY)
    secrets.set(id, undefined)
    expect(secrets.get(id)).toBeUndefined()
    expect(file.read()).toEqual(ok({}))
  })

  it('last until the wallet quits if the keychain cannot encrypt, and are gone if it cannot decrypt', () => {
    const file = newFile()
    const locked = keychain({
      encryptString: () => {
        throw new Error('locked')
      }
    })
    const secrets = new Secrets(file, locked, undamaged)
    secrets.set(id, KEY)
    expect(secrets.get(id)).toBe(KEY)
    new Secrets(file, keychain(), undamaged).set(id, KEY)
    const foreign = keychain({
      decryptString: () => {
        throw new Error('another key')
      }
    })
    expect(new Secrets(file, foreign, undamaged).get(id)).toBeUndefined()
  })
})

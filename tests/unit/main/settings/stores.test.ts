import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import { Secrets, type Keychain } from '../../../../src/main/settings/secrets'
import { SettingsStore } from '../../../../src/main/settings/settings-store'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { DEFAULT_SETTINGS } from '../../../../src/shared/domain/settings'
import { ok } from '../../../../src/shared/result'

let folder: string
let file: JsonFile
const undamaged = () => {
  throw new Error('no damage expected')
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imp-settings-'))
  file = new JsonFile(join(folder, 'a.json'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('settings', () => {
  it('start with the defaults and survive a restart', () => {
    const store = new SettingsStore(file, undamaged)
    expect(store.current).toEqual(DEFAULT_SETTINGS)
    expect(store.change({ theme: 'dark' })).toEqual(ok({ ...DEFAULT_SETTINGS, theme: 'dark' }))
    expect(new SettingsStore(file, undamaged).current.theme).toBe('dark')
  })

  it('keep the valid values of a file in which one is invalid', () => {
    writeFileSync(file.path, JSON.stringify({ theme: 'dark', clickLimitSat: -5, unheard: 1 }))
    expect(new SettingsStore(file, undamaged).current).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })

  it('do not apply if they could not be saved', () => {
    const store = new SettingsStore(new JsonFile('/dev/null/settings.json'), () => undefined)
    expect(store.change({ clickLimitSat: '999999' })).toMatchObject({ ok: false })
    expect(store.current.clickLimitSat).toBe(DEFAULT_SETTINGS.clickLimitSat)
  })
})

const [one, other] = ['n-1' as NodeId, 'n-2' as NodeId] as const

describe('spending limits', () => {
  it('belong to the active node and do not apply at another', () => {
    const store = new SettingsStore(file, undamaged)
    expect(store.change({ clickLimitSat: '1000000', unit: 'btc' }, one)).toMatchObject(
      ok({ clickLimitSat: '1000000', unit: 'btc' })
    )
    for (const again of [store, new SettingsStore(file, undamaged)]) {
      expect(again.of(one)).toMatchObject({ clickLimitSat: '1000000', unit: 'btc' })
      for (const id of [other, undefined]) {
        expect(again.of(id)).toEqual({ ...DEFAULT_SETTINGS, unit: 'btc' })
      }
    }
  })

  it('of a node without its own are those that apply without a node', () => {
    const store = new SettingsStore(file, undamaged)
    store.change({ dayLimitSat: '7' })
    store.change({ clickLimitSat: '5' }, one)
    expect(store.of(one)).toMatchObject({ clickLimitSat: '5', dayLimitSat: '7' })
    expect(store.of(other)).toMatchObject({ clickLimitSat: '10000', dayLimitSat: '7' })
  })

  it('are removed with their node', () => {
    const store = new SettingsStore(file, undamaged)
    store.change({ clickLimitSat: '5' }, one)
    store.forget(one)
    for (const again of [store, new SettingsStore(file, undamaged)]) {
      expect(again.of(one)).toEqual(DEFAULT_SETTINGS)
    }
  })

  it('fall back to the defaults if they are invalid', () => {
    writeFileSync(file.path, JSON.stringify({ nodes: { [one]: { clickLimitSat: -5, theme: 'dark' } } }))
    expect(new SettingsStore(file, undamaged).of(one)).toEqual(DEFAULT_SETTINGS)
  })
})

const tls = { address: 'node.example:8881', security: { kind: 'tls' }, demo: false } as const

describe('saved nodes', () => {
  it('survive a restart, with the active one', () => {
    const nodes = new SavedNodes(file, undamaged)
    const node = nodes.identify(tls)
    nodes.activate(node)
    expect(new SavedNodes(file, undamaged).active).toEqual(node)
  })

  it('keep the id of an address, so that the records are found again', () => {
    const nodes = new SavedNodes(file, undamaged)
    const node = nodes.identify(tls)
    nodes.activate(node)
    nodes.deactivate()
    expect(nodes.active).toBeUndefined()
    const pinned = { ...tls, security: { kind: 'tls-pinned', fingerprint: 'AB' } } as const
    expect(nodes.identify(pinned)).toEqual({ ...pinned, id: node.id })
    expect(nodes.identify({ ...tls, address: 'other:8881' }).id).not.toBe(node.id)
  })

  it('contain one demo node whatever its port, never mixed with a real node', () => {
    const nodes = new SavedNodes(file, undamaged)
    const demo = nodes.identify({ address: '127.0.0.1:4000', security: { kind: 'loopback' }, demo: true })
    nodes.activate(demo)
    expect(nodes.identify({ ...demo, address: '127.0.0.1:5000' }).id).toBe(demo.id)
    expect(nodes.find('127.0.0.1:4000', false)).toBeUndefined()
  })

  it('keep their order whichever is active, and store changes', () => {
    const nodes = new SavedNodes(file, undamaged)
    const [first, second] = ['a:1', 'b:1'].map((address) => nodes.identify({ ...tls, address }))
    if (first === undefined || second === undefined) throw new Error('two nodes')
    for (const node of [first, second]) nodes.activate(node)
    const pinned = { ...first, security: { kind: 'tls-pinned', fingerprint: 'AB' } } as const
    nodes.activate(pinned)
    expect(nodes.all).toEqual([pinned, second])
    expect(new SavedNodes(file, undamaged).all).toEqual([pinned, second])
  })

  it('give a forgotten node its id back with its address, unless its records are gone', () => {
    const nodes = new SavedNodes(file, undamaged)
    const kept = nodes.identify(tls)
    const erased = nodes.identify({ ...tls, address: 'other:8881' })
    for (const node of [kept, erased]) nodes.activate(node)
    nodes.forget(kept, true)
    nodes.forget(erased, false)
    for (const again of [nodes, new SavedNodes(file, undamaged)]) {
      expect(again.all).toEqual([])
      expect(again.active).toBeUndefined()
      expect(again.identify(tls).id).toBe(kept.id)
      expect(again.identify({ ...tls, address: 'other:8881' }).id).not.toBe(erased.id)
    }
    nodes.activate(kept)
    nodes.forget(kept, false)
    expect(nodes.identify(tls).id).not.toBe(kept.id)
  })

  it('copy the file aside if an entry is invalid, and keep the other entries', () => {
    const good = { ...tls, id: 'a-1' }
    const bad = { ...tls, id: '../../etc' }
    const text = JSON.stringify({ nodes: [good, bad], active: 'a-1' })
    writeFileSync(file.path, text)
    const onCorruptFile = vi.fn()
    expect(new SavedNodes(file, onCorruptFile).active).toEqual(good)
    expect(readFileSync(onCorruptFile.mock.calls[0]?.[0].keptAt, 'utf8')).toBe(text)
  })

  it('expect records from the first opening on, and for all nodes saved by an earlier version', () => {
    const nodes = new SavedNodes(file, undamaged)
    const fresh = { address: 'x:1', security: { kind: 'loopback' }, demo: false } as const
    const node = nodes.identify(fresh)
    nodes.activate(node)
    expect(new SavedNodes(file, undamaged).hasRecords(node.id)).toBe(false)
    expect(nodes.withRecords).toEqual([])
    nodes.recordsOpened(node.id)
    // Leaving the node and coming back changes none of this.
    nodes.activate(node)
    nodes.forget(node, true)
    nodes.activate(nodes.identify(fresh))
    const again = new SavedNodes(file, undamaged)
    expect(again.hasRecords(node.id)).toBe(true)
    expect(again.withRecords.map(({ id }) => id)).toEqual([node.id])

    writeFileSync(file.path, JSON.stringify({ nodes: [node], active: node.id }))
    expect(new SavedNodes(file, undamaged).hasRecords(node.id)).toBe(true)
  })
})

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
    const secrets = new Secrets(file, keychain(parts), undamaged)
    secrets.set(id, KEY)
    expect(secrets.storage).toBe('memory')
    expect(secrets.get(id)).toBe(KEY)
    expect(file.read()).toEqual(ok(undefined))
    expect(new Secrets(file, keychain(parts), undamaged).get(id)).toBeUndefined()
  })

  it('do not make the person unlock a keychain that contains none', () => {
    const isEncryptionAvailable = vi.fn(() => true)
    expect(new Secrets(file, keychain({ isEncryptionAvailable }), undamaged).get(id)).toBeUndefined()
    expect(isEncryptionAvailable).not.toHaveBeenCalled()
  })

  it('are stored in a keychain without a backend name, as on macOS and Windows', () => {
    const { getSelectedStorageBackend: _none, ...nameless } = keychain()
    expect(new Secrets(file, nameless, undamaged).storage).toBe('keychain')
  })

  it('are stored separately from the client certificate of the same node', () => {
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
    const secrets = new Secrets(file, keychain(), undamaged)
    secrets.set(id, 'old')
    const unavailable = new Secrets(file, keychain({ isEncryptionAvailable: () => false }), undamaged)
    unavailable.set(id, KEY)
    expect(unavailable.get(id)).toBe(KEY)
    expect(new Secrets(file, keychain(), undamaged).get(id)).toBeUndefined()
  })

  it('are removed from disk too', () => {
    const secrets = new Secrets(file, keychain(), undamaged)
    secrets.set(id, KEY)
    secrets.set(id, undefined)
    expect(secrets.get(id)).toBeUndefined()
    expect(file.read()).toEqual(ok({}))
  })

  it('last until the wallet quits if the keychain cannot encrypt, and are gone if it cannot decrypt', () => {
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

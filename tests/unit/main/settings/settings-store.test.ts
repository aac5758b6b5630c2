import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SettingsStore } from '../../../../src/main/settings/settings-store'
import { DEFAULT_SETTINGS } from '../../../../src/shared/domain/settings'
import { ok } from '../../../../src/shared/result'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { newFile, undamaged } from './store-setup'

const [one, other] = ['n-1' as NodeId, 'n-2' as NodeId] as const

describe('settings', () => {
  it('start with the defaults and survive a restart', () => {
    const file = newFile()
    const store = new SettingsStore(file, undamaged)
    expect(store.current).toEqual(DEFAULT_SETTINGS)
    expect(store.change({ theme: 'dark' })).toEqual(ok({ ...DEFAULT_SETTINGS, theme: 'dark' }))
    expect(new SettingsStore(file, undamaged).current.theme).toBe('dark')
  })

  it('keep the valid values of a file in which one is invalid', () => {
    const file = newFile()
    writeFileSync(file.path, JSON.stringify({ theme: 'dark', clickLimitSat: -5, unheard: 1 }))
    expect(new SettingsStore(file, undamaged).current).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })

  it('do not apply if they could not be saved', () => {
    const store = new SettingsStore(new JsonFile('/dev/null/settings.json'), () => undefined)
    expect(store.change({ clickLimitSat: '999999' })).toMatchObject({ ok: false })
    expect(store.current.clickLimitSat).toBe(DEFAULT_SETTINGS.clickLimitSat)
  })
})

describe('spending limits', () => {
  it('belong to the active node and do not apply at another', () => {
    const file = newFile()
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
    const file = newFile()
    const store = new SettingsStore(file, undamaged)
    store.change({ dayLimitSat: '7' })
    store.change({ clickLimitSat: '5' }, one)
    expect(store.of(one)).toMatchObject({ clickLimitSat: '5', dayLimitSat: '7' })
    expect(store.of(other)).toMatchObject({ clickLimitSat: '10000', dayLimitSat: '7' })
  })

  it('are removed with their node', () => {
    const file = newFile()
    const store = new SettingsStore(file, undamaged)
    store.change({ clickLimitSat: '5' }, one)
    store.forget(one)
    for (const again of [store, new SettingsStore(file, undamaged)]) {
      expect(again.of(one)).toEqual(DEFAULT_SETTINGS)
    }
  })

  it('fall back to the defaults if they are invalid', () => {
    const file = newFile()
    writeFileSync(file.path, JSON.stringify({ nodes: { [one]: { clickLimitSat: -5, theme: 'dark' } } }))
    expect(new SettingsStore(file, undamaged).of(one)).toEqual(DEFAULT_SETTINGS)
  })
})

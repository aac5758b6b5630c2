import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import { newFile, undamaged } from './store-setup'

const tls = { address: 'node.example:8881', security: { kind: 'tls' }, demo: false } as const

describe('saved nodes', () => {
  it('survive a restart, with the active one', () => {
    const file = newFile()
    const nodes = new SavedNodes(file, undamaged)
    const node = nodes.identify(tls)
    nodes.activate(node)
    expect(new SavedNodes(file, undamaged).active).toEqual(node)
  })

  it('keep the id of an address, so that the records are found again', () => {
    const file = newFile()
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
    const file = newFile()
    const nodes = new SavedNodes(file, undamaged)
    const demo = nodes.identify({ address: '127.0.0.1:4000', security: { kind: 'loopback' }, demo: true })
    nodes.activate(demo)
    expect(nodes.identify({ ...demo, address: '127.0.0.1:5000' }).id).toBe(demo.id)
    expect(nodes.find('127.0.0.1:4000', false)).toBeUndefined()
  })

  it('keep their order whichever is active, and store changes', () => {
    const file = newFile()
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
    const file = newFile()
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
    const file = newFile()
    const good = { ...tls, id: 'a-1' }
    const bad = { ...tls, id: '../../etc' }
    const text = JSON.stringify({ nodes: [good, bad], active: 'a-1' })
    writeFileSync(file.path, text)
    const onCorruptFile = vi.fn()
    expect(new SavedNodes(file, onCorruptFile).active).toEqual(good)
    expect(readFileSync(onCorruptFile.mock.calls[0]?.[0].keptAt, 'utf8')).toBe(text)
  })

  it('expect records from the first opening on, and for all nodes saved by an earlier version', () => {
    const file = newFile()
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

  it('remember why the person has to act, also after a restart, until the node is connected again', () => {
    const file = newFile()
    const nodes = new SavedNodes(file, undamaged)
    const [home, shop] = ['home:1', 'shop:1'].map((address) => nodes.identify({ ...tls, address }))
    if (home === undefined || shop === undefined) throw new Error('two nodes')
    for (const node of [home, shop]) nodes.activate(node)
    nodes.connectionChanged(home.id, { phase: 'blocked', failure: { code: 'key-refused' } })
    // Neither another node nor another attempt changes it.
    nodes.connectionChanged(shop.id, { phase: 'ready', since: 0 })
    nodes.connectionChanged(home.id, { phase: 'connecting', attempt: 1 })
    const failure = { code: 'unreachable' } as const
    nodes.connectionChanged(home.id, { phase: 'backoff', attempt: 1, retryAt: 0, failure })
    const failures = (from: SavedNodes) => from.all.map(({ lastFailure }) => lastFailure)
    expect(failures(nodes)).toEqual(['key-refused', undefined])
    const restarted = new SavedNodes(file, undamaged)
    expect(failures(restarted)).toEqual(['key-refused', undefined])
    restarted.connectionChanged(home.id, { phase: 'ready', since: 0 })
    expect(failures(restarted)).toEqual([undefined, undefined])
    expect(failures(new SavedNodes(file, undamaged))).toEqual([undefined, undefined])
  })

  it('forget that failure when the node is connected or paired again', () => {
    const nodes = new SavedNodes(newFile(), undamaged)
    const node = nodes.identify(tls)
    nodes.activate(node)
    nodes.connectionChanged(node.id, { phase: 'blocked', failure: { code: 'key-refused' } })
    nodes.activate(nodes.identify(tls))
    expect(nodes.active).toEqual({ ...tls, id: node.id })
  })

  it.each(['lost', 'superseded'])(
    'lose no node because of a failure that is never remembered (%s)',
    (lastFailure) => {
      const file = newFile()
      writeFileSync(file.path, JSON.stringify({ nodes: [{ ...tls, id: 'a-1', lastFailure }] }))
      expect(new SavedNodes(file, undamaged).all).toEqual([{ ...tls, id: 'a-1' }])
    }
  )
})

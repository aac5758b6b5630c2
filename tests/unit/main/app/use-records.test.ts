import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCredentials } from '../../../../src/main/app/node-credentials'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import type { SameNode } from '../../../../src/shared/domain/same-node'
import { msat } from '../../../../src/shared/money'
import { fail, ok } from '../../../../src/shared/result'
import { noDamage, setUp, activeId, loopback } from './node-manager-setup'

describe('a node that is saved under two addresses', () => {
  /** Saved at `home` first, with an API key, and then at `here` with another one. */
  async function savedTwice(same: Partial<SameNode> = {}) {
    const set = setUp()
    const { connecting, nodes, deps } = set
    const address = { security: loopback, clientCertificate: undefined }
    await connecting.connect({ ...address, address: 'home:1', apiKey: 'key of home' })
    const home = activeId(nodes)
    nodes.recordsOpened(home)
    await connecting.connect({ ...address, address: 'here:1', apiKey: 'key of here' })
    const here = activeId(nodes)
    nodes.recordsOpened(here)
    deps.records.unsettled.mockReturnValue(ok({ sending: 0, unknown: 0, amountMsat: msat(0n), messages: 0 }))
    const offer = { id: home, name: 'home:1', saved: true, way: 'use-records', keptApart: false } as const
    deps.sameNode.mockReturnValue({ ...offer, ...same })
    deps.active.use.mockClear()
    return { ...set, home, here }
  }

  it('continues with its first records at the new address, and deletes none', async () => {
    const { folder, connecting, deps, nodes, home, here } = await savedTwice()
    expect(await connecting.useRecords({ id: home })).toEqual(ok(undefined))
    expect(nodes.all).toEqual([{ id: home, address: 'here:1', security: loopback, demo: false }])
    expect(deps.active.use.mock.calls).toEqual([[nodes.active]])
    expect(activeId(nodes)).toBe(home)
    expect(deps.records.erase).not.toHaveBeenCalled()
    // The records of both block a second payment of a hash, also after a restart.
    const again = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
    for (const list of [nodes, again]) expect(list.withRecords.map(({ id }) => id)).toEqual([home, here])
    expect(again.active?.id).toBe(home)
    expect(again.areKeptApart(home, here)).toBe(true)
  })

  it('gets the credentials of the new address, and never those of the other one', async () => {
    const { connecting, deps, home, here } = await savedTwice()
    await connecting.useRecords({ id: home })
    expect(readCredentials(deps.secrets, home).apiKey).toBe('key of here')
    expect(readCredentials(deps.secrets, here).apiKey).toBeUndefined()
    expect(deps.balances.forget).toHaveBeenCalledWith(here)
  })

  it('can return to the records that it left', async () => {
    const { connecting, deps, nodes, home, here } = await savedTwice()
    await connecting.useRecords({ id: home })
    deps.sameNode.mockReturnValue({
      ...{ id: here, name: 'here:1', saved: false, way: 'use-records', keptApart: false }
    })
    expect(await connecting.useRecords({ id: here })).toEqual(ok(undefined))
    expect(nodes.all.map(({ id, address }) => ({ id, address }))).toEqual([{ id: here, address: 'here:1' }])
    expect(nodes.withRecords.map(({ id }) => id)).toEqual([here, home])
  })

  it('keeps its records while a payment in them has no outcome', async () => {
    const { connecting, deps, nodes, home, here } = await savedTwice()
    deps.records.unsettled.mockReturnValue(ok({ sending: 0, unknown: 1, amountMsat: msat(1n), messages: 0 }))
    expect(await connecting.useRecords({ id: home })).toEqual(fail('unsettled'))
    deps.records.unsettled.mockReturnValue(fail('unreadable'))
    expect(await connecting.useRecords({ id: home })).toEqual(fail('unsettled'))
    expect(activeId(nodes)).toBe(here)
    expect(deps.active.use).not.toHaveBeenCalled()
  })

  it('refuses records that were not offered', async () => {
    const { connecting, deps, nodes, home, here } = await savedTwice({ way: 'switch' })
    expect(await connecting.useRecords({ id: home })).toEqual(fail('not-found'))
    deps.sameNode.mockReturnValue(undefined)
    expect(await connecting.useRecords({ id: home })).toEqual(fail('not-found'))
    expect(await connecting.keepApart({ id: home })).toEqual(fail('not-found'))
    expect(activeId(nodes)).toBe(here)
  })

  it('stays saved twice once the person chose that, also after a restart', async () => {
    const { folder, connecting, deps, nodes, home, here } = await savedTwice()
    expect(nodes.areKeptApart(here, home)).toBe(false)
    expect(await connecting.keepApart({ id: home })).toEqual(ok(undefined))
    expect(deps.listChanged).toHaveBeenCalled()
    const again = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
    for (const list of [nodes, again]) expect(list.areKeptApart(home, here)).toBe(true)
    expect(again.all).toHaveLength(2)
  })
})

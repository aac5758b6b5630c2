import { describe, expect, it } from 'vitest'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { fail, ok } from '../../../../src/shared/result'
import { setUp, activeId, none, loopback } from './node-manager-setup'

describe('several nodes', () => {
  async function twoNodes() {
    const all = setUp()
    for (const address of ['x:1', 'y:1']) {
      await all.connecting.connect({
        address,
        security: loopback,
        apiKey: address,
        clientCertificate: undefined
      })
    }
    const [x, y] = all.nodes.all
    if (x === undefined || y === undefined) throw new Error('not saved')
    all.deps.probe.mockClear()
    return { ...all, x, y }
  }

  it('are switched without a test', async () => {
    const { connecting, deps, nodes, x, y } = await twoNodes()
    expect(nodes.active).toEqual(y)
    expect(await connecting.use({ id: x.id })).toEqual(ok(undefined))
    expect(nodes.active).toEqual(x)
    expect(deps.active.use).toHaveBeenLastCalledWith(x)
    expect(deps.probe).not.toHaveBeenCalled()
    expect(await connecting.use({ id: 'z' as NodeId })).toEqual(fail('not-found'))
  })

  it('include the demo node, which runs while it is active', async () => {
    const { connecting, deps, nodes, x } = await twoNodes()
    await connecting.startDemoNode(undefined)
    const demo = activeId(nodes)
    await connecting.use({ id: x.id })
    expect(deps.demoNode.stop).toHaveBeenCalled()
    await connecting.use({ id: demo })
    expect(deps.demoNode.start).toHaveBeenLastCalledWith('127.0.0.1:4000')
    expect(activeId(nodes)).toBe(demo)
    deps.demoNode.start.mockResolvedValue(fail('demo-node-failed'))
    expect(await connecting.use({ id: demo })).toEqual(fail('demo-node-failed'))
  })

  it('are forgotten with their secrets and limits; their records stay, and come back with the address', async () => {
    const { connecting, deps, nodes, x, y } = await twoNodes()
    expect(await connecting.forget({ id: x.id, erase: false })).toEqual(ok(undefined))
    expect(nodes.all).toEqual([y])
    expect(nodes.active).toEqual(y)
    expect(deps.active.leave).not.toHaveBeenCalled()
    expect(deps.records.erase).not.toHaveBeenCalled()
    expect(deps.secrets.has(x.id, 'api-key')).toBe(false)
    expect(deps.settings.forget).toHaveBeenCalledWith(x.id)
    expect(deps.balances.forget).toHaveBeenCalledWith(x.id)
    expect(deps.listChanged).toHaveBeenCalledOnce()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    expect(activeId(nodes)).toBe(x.id)
    expect(deps.probe).toHaveBeenLastCalledWith(expect.objectContaining({ apiKey: undefined }))
  })

  it('are left before they are forgotten, and start empty once their records are erased', async () => {
    const { connecting, deps, nodes, y } = await twoNodes()
    expect(await connecting.forget({ id: y.id, erase: true })).toEqual(ok(undefined))
    expect(deps.active.leave).toHaveBeenCalledOnce()
    expect(deps.records.erase).toHaveBeenCalledWith(y)
    expect(nodes.active).toBeUndefined()
    await connecting.connect({ address: 'y:1', security: loopback, ...none })
    expect(activeId(nodes)).not.toBe(y.id)
  })

  it('lose the ledger of the demo node when its records are erased, and only then', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.startDemoNode(undefined)
    const kept = activeId(nodes)
    expect(await connecting.forget({ id: kept, erase: false })).toEqual(ok(undefined))
    expect(deps.demoNode.erase).not.toHaveBeenCalled()

    await connecting.startDemoNode(undefined)
    const demo = activeId(nodes)
    deps.demoNode.erase.mockResolvedValueOnce(fail('erase-failed'))
    expect(await connecting.forget({ id: demo, erase: true })).toEqual(fail('erase-failed'))
    expect(nodes.get(demo)).toBeDefined()
    expect(await connecting.forget({ id: demo, erase: true })).toEqual(ok(undefined))
    expect(nodes.all).toEqual([])
  })

  it('keep the ledger of the demo node when the records of another node are erased', async () => {
    const { connecting, deps, x } = await twoNodes()
    await connecting.forget({ id: x.id, erase: true })
    expect(deps.demoNode.erase).not.toHaveBeenCalled()
  })

  it('stay saved if their records cannot be erased', async () => {
    const { connecting, deps, nodes, x } = await twoNodes()
    deps.records.erase.mockReturnValue(fail('erase-failed'))
    expect(await connecting.forget({ id: x.id, erase: true })).toEqual(fail('erase-failed'))
    expect(nodes.get(x.id)).toEqual(x)
    expect(deps.secrets.has(x.id, 'api-key')).toBe(true)
    expect(await connecting.forget({ id: 'z' as NodeId, erase: true })).toEqual(fail('not-found'))
  })
})

describe('a start', () => {
  it('waits for the person if no node was chosen', async () => {
    const { connecting, deps } = setUp()
    await connecting.resume(undefined)
    expect(deps.active.use).not.toHaveBeenCalled()
  })

  it('activates the node of the last run without a test', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    deps.probe.mockClear()
    await connecting.resume(undefined)
    expect(deps.active.use).toHaveBeenLastCalledWith(nodes.active)
    expect(deps.probe).not.toHaveBeenCalled()
  })

  it.each([
    ['127.0.0.1:8881', 'loopback'],
    ['unix:/run/imp', 'loopback'],
    ['node.example:8881', 'tls']
  ])('activates the node %s of the environment, with security %s', async (address, kind) => {
    const { connecting, nodes } = setUp()
    expect(await connecting.resume(address)).toEqual(ok(undefined))
    expect(nodes.active).toMatchObject({ address, security: { kind } })
  })

  it('keeps the saved security of a node of the environment', async () => {
    const { connecting, nodes } = setUp()
    const pinned = { kind: 'tls-pinned', fingerprint: 'AB' } as const
    await connecting.connect({ address: 'node.example:8881', security: pinned, ...none })
    await connecting.resume('node.example')
    expect(nodes.active?.security).toEqual(pinned)
  })

  it('reports an invalid address in the environment', async () => {
    const { connecting, nodes } = setUp()
    expect(await connecting.resume('::::')).toMatchObject({ error: { code: 'bad-address' } })
    expect(nodes.active).toBeUndefined()
  })
})

describe('records that are gone', () => {
  it('are created again only if main found that they are gone', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = activeId(nodes)
    nodes.recordsOpened(id)
    expect(await connecting.startNewRecords({ id })).toMatchObject({ error: { code: 'not-found' } })
    expect(deps.records.setAside).not.toHaveBeenCalled()
    deps.records.isGone.mockReturnValue(true)
    deps.active.use.mockClear()
    expect(await connecting.startNewRecords({ id })).toEqual(ok(undefined))
    expect(nodes.hasRecords(id)).toBe(false)
    expect(deps.active.use).toHaveBeenCalledOnce()
  })
})

describe('the list of what has no outcome', () => {
  it('is read from the records, and is empty if a node never had any', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = activeId(nodes)
    expect(await connecting.unsettled({ id })).toMatchObject(ok({ sending: 0, unknown: 0, messages: 0 }))
    nodes.recordsOpened(id)
    expect(await connecting.unsettled({ id })).toMatchObject({ error: { code: 'unreadable' } })
    expect(deps.records.unsettled).toHaveBeenCalledWith(id)
  })
})

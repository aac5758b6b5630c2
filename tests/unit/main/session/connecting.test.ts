import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Connecting } from '../../../../src/main/session/connecting'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import type { ConnectOutcome } from '../../../../src/shared/domain/connection'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import { fail, ok, type Result } from '../../../../src/shared/result'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-connect-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const noDamage = () => {
  throw new Error('no damage expected')
}

function setUp() {
  const nodes = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
  const deps = {
    probe: vi.fn((_target: unknown) => Promise.resolve<ConnectOutcome>({ kind: 'connected' })),
    nodes,
    secrets: { set: vi.fn() },
    active: {
      use: vi.fn((_profile: NodeProfile) => Promise.resolve(true)),
      leave: vi.fn(() => Promise.resolve()),
      session: { retryNow: vi.fn() }
    },
    demoNode: {
      start: vi.fn((_before: string | undefined) =>
        Promise.resolve<Result<string, 'demo-node-failed'>>(ok('127.0.0.1:4000'))
      ),
      stop: vi.fn()
    },
    notSaved: vi.fn()
  }
  return { deps, nodes, connecting: new Connecting(deps) }
}

const loopback = { kind: 'loopback' } as const

describe('connecting to a node', () => {
  it('tries it first, then saves it with its key and takes it into use', async () => {
    const { connecting, deps, nodes } = setUp()
    const outcome = await connecting.connect({
      address: ' LOCALHOST:8881 ',
      security: loopback,
      apiKey: 'key'
    })
    expect(outcome).toEqual(ok({ kind: 'connected' }))
    const address = 'localhost:8881'
    expect(deps.probe).toHaveBeenCalledWith({ address, security: loopback, apiKey: 'key' })
    expect(nodes.active).toMatchObject({ address, security: loopback, demo: false })
    expect(deps.secrets.set).toHaveBeenCalledWith(nodes.active?.id, 'key')
    expect(deps.active.use).toHaveBeenCalledWith(nodes.active)
    expect(deps.demoNode.stop).toHaveBeenCalled()
  })

  it('changes nothing where the test fails, and says at which step', async () => {
    const { connecting, deps, nodes } = setUp()
    deps.probe.mockResolvedValue({
      kind: 'failed',
      failure: { code: 'certificate-untrusted', fingerprint: 'AB' }
    })
    const outcome = await connecting.connect({ address: 'x:1', security: { kind: 'tls' }, apiKey: undefined })
    expect(outcome).toEqual(
      ok({ kind: 'failed', failure: { code: 'certificate-untrusted', fingerprint: 'AB' } })
    )
    expect(nodes.active).toBeUndefined()
    expect(deps.secrets.set).not.toHaveBeenCalled()
    expect(deps.active.use).not.toHaveBeenCalled()
  })

  it('asks nobody about what is no address', async () => {
    const { connecting, deps } = setUp()
    const outcome = await connecting.connect({ address: 'no address', security: loopback, apiKey: undefined })
    expect(outcome).toMatchObject(ok({ kind: 'failed', failure: { code: 'bad-address' } }))
    expect(deps.probe).not.toHaveBeenCalled()
  })

  it('takes an empty key for none', async () => {
    const { connecting, deps } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, apiKey: '' })
    expect(deps.probe).toHaveBeenCalledWith(expect.objectContaining({ apiKey: undefined }))
  })

  it('goes on where the choice cannot be saved, and says so', async () => {
    const { deps } = setUp()
    const nowhere = new SavedNodes(new JsonFile('/dev/null/nodes.json'), () => undefined)
    const connecting = new Connecting({ ...deps, nodes: nowhere })
    expect(await connecting.connect({ address: 'x:1', security: loopback, apiKey: undefined })).toMatchObject(
      { ok: true }
    )
    expect(deps.notSaved).toHaveBeenCalledOnce()
    expect(deps.active.use).toHaveBeenCalledOnce()
  })
})

describe('the demo node', () => {
  it('is started, tried and taken into use as what it is', async () => {
    const { connecting, deps, nodes } = setUp()
    expect(await connecting.startDemoNode(undefined)).toEqual(ok(undefined))
    expect(nodes.active).toMatchObject({ address: '127.0.0.1:4000', security: loopback, demo: true })
    expect(deps.active.use).toHaveBeenCalledWith(nodes.active)
    expect(deps.demoNode.stop).not.toHaveBeenCalled()
  })

  it('that does not start changes nothing', async () => {
    const { connecting, deps, nodes } = setUp()
    deps.demoNode.start.mockResolvedValue(fail('demo-node-failed'))
    expect(await connecting.startDemoNode(undefined)).toEqual(fail('demo-node-failed'))
    expect(nodes.active).toBeUndefined()
  })

  it('is started again where it was, while its records are already shown', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.startDemoNode(undefined)
    deps.active.use.mockClear()
    const saved = nodes.active
    expect(await connecting.resume(undefined)).toEqual(ok(undefined))
    expect(deps.active.use.mock.calls).toEqual([[saved]])
    expect(deps.demoNode.start).toHaveBeenLastCalledWith('127.0.0.1:4000')
  })

  it('that got another address is followed there, with the same records', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.startDemoNode(undefined)
    const id = nodes.active?.id
    deps.active.use.mockClear()
    deps.demoNode.start.mockResolvedValue(ok('127.0.0.1:5000'))
    await connecting.resume(undefined)
    expect(deps.active.use.mock.calls.map(([{ address }]) => address)).toEqual([
      '127.0.0.1:4000',
      '127.0.0.1:5000'
    ])
    expect(nodes.active).toMatchObject({ id, address: '127.0.0.1:5000' })
  })
})

describe('leaving', () => {
  it('closes the node and forgets the choice, not the node', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, apiKey: undefined })
    const id = nodes.active?.id
    await connecting.leave(undefined)
    expect(deps.active.leave).toHaveBeenCalledOnce()
    expect(nodes.active).toBeUndefined()
    expect(nodes.find('x:1', false)?.id).toBe(id)
  })
})

describe('a start', () => {
  it('waits for the person where no node was chosen', async () => {
    const { connecting, deps } = setUp()
    await connecting.resume(undefined)
    expect(deps.active.use).not.toHaveBeenCalled()
  })

  it('takes the node of the last time without testing it first', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, apiKey: undefined })
    deps.probe.mockClear()
    await connecting.resume(undefined)
    expect(deps.active.use).toHaveBeenLastCalledWith(nodes.active)
    expect(deps.probe).not.toHaveBeenCalled()
  })

  it.each([
    ['127.0.0.1:8881', 'loopback'],
    ['unix:/run/imp', 'loopback'],
    ['node.example:8881', 'tls']
  ])('takes the node %s that is given from outside, with security %s', async (address, kind) => {
    const { connecting, nodes } = setUp()
    expect(await connecting.resume(address)).toEqual(ok(undefined))
    expect(nodes.active).toMatchObject({ address, security: { kind } })
  })

  it('keeps how a given node is saved already', async () => {
    const { connecting, nodes } = setUp()
    const pinned = { kind: 'tls-pinned', fingerprint: 'AB' } as const
    await connecting.connect({ address: 'node.example:8881', security: pinned, apiKey: undefined })
    await connecting.resume('node.example')
    expect(nodes.active?.security).toEqual(pinned)
  })

  it('says that what is given is no address', async () => {
    const { connecting, nodes } = setUp()
    expect(await connecting.resume('::::')).toMatchObject({ error: { code: 'bad-address' } })
    expect(nodes.active).toBeUndefined()
  })
})

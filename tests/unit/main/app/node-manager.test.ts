import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NodeManager } from '../../../../src/main/app/node-manager'
import { keepMacaroon, readCredentials, readMacaroon } from '../../../../src/main/app/node-credentials'
import { sampleLnd } from '../../../support/fixtures/samples'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import { Secrets, type Keychain } from '../../../../src/main/settings/secrets'
import type { ConnectOutcome } from '../../../../src/shared/domain/connection'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import type { SameNode } from '../../../../src/shared/domain/same-node'
import type { Unsettled } from '../../../../src/shared/domain/unsettled'
import { msat } from '../../../../src/shared/money'
import { fail, ok, type Result } from '../../../../src/shared/result'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-connect-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const noDamage = () => {
  throw new Error('no damage expected')
}

const KEYCHAIN: Keychain = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text).reverse(),
  decryptString: (bytes) => Buffer.from(bytes).reverse().toString()
}
const PAIR = { certificate: 'certificate of the wallet', key: 'its private key' }

function setUp() {
  const nodes = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
  const deps = {
    probe: vi.fn((_target: unknown) => Promise.resolve<ConnectOutcome>({ kind: 'connected' })),
    nodes,
    secrets: new Secrets(new JsonFile(join(folder, 'keys.json')), KEYCHAIN, noDamage),
    active: {
      use: vi.fn((_profile: NodeProfile) => Promise.resolve(true)),
      leave: vi.fn(() => Promise.resolve()),
      settled: () => Promise.resolve(),
      session: { retryNow: vi.fn() }
    },
    demoNode: {
      start: vi.fn((_before: string | undefined) =>
        Promise.resolve<Result<string, 'demo-node-failed'>>(ok('127.0.0.1:4000'))
      ),
      stop: vi.fn(),
      erase: vi.fn(() => Promise.resolve<Result<undefined, 'erase-failed'>>(ok(undefined)))
    },
    records: {
      erase: vi.fn((_node: NodeProfile): Result<undefined, 'erase-failed'> => ok(undefined)),
      unsettled: vi.fn((_id: NodeId): Result<Unsettled, 'unreadable'> => fail('unreadable')),
      isGone: vi.fn((_id: NodeId) => false),
      setAside: vi.fn((_id: NodeId): Result<undefined, 'store-failed'> => ok(undefined))
    },
    settings: { forget: vi.fn() },
    sameNode: vi.fn((): SameNode | undefined => undefined),
    listChanged: vi.fn(),
    notSaved: vi.fn()
  }
  return { deps, nodes, connecting: new NodeManager(deps) }
}

const activeId = (nodes: SavedNodes): NodeId => {
  if (nodes.active === undefined) throw new Error('no node is in use')
  return nodes.active.id
}
const none = { apiKey: undefined, clientCertificate: undefined }
const loopback = { kind: 'loopback' } as const

describe('connecting to a node', () => {
  it('tries it first, then saves it with its key and takes it into use', async () => {
    const { connecting, deps, nodes } = setUp()
    const outcome = await connecting.connect({
      address: ' LOCALHOST:8881 ',
      security: loopback,
      apiKey: 'key',
      clientCertificate: undefined
    })
    expect(outcome).toEqual(ok({ kind: 'connected' }))
    const address = 'localhost:8881'
    expect(deps.probe).toHaveBeenCalledWith({
      address,
      security: loopback,
      apiKey: 'key',
      clientCertificate: undefined
    })
    expect(nodes.active).toMatchObject({ address, security: loopback, demo: false })
    expect(readCredentials(deps.secrets, activeId(nodes)).apiKey).toBe('key')
    expect(deps.active.use).toHaveBeenCalledWith(nodes.active)
    expect(deps.demoNode.stop).toHaveBeenCalled()
  })

  it('changes nothing where the test fails, and says at which step', async () => {
    const { connecting, deps, nodes } = setUp()
    deps.probe.mockResolvedValue({
      kind: 'failed',
      failure: { code: 'certificate-untrusted', fingerprint: 'AB' }
    })
    const outcome = await connecting.connect({ address: 'x:1', security: { kind: 'tls' }, ...none })
    expect(outcome).toEqual(
      ok({ kind: 'failed', failure: { code: 'certificate-untrusted', fingerprint: 'AB' } })
    )
    expect(nodes.active).toBeUndefined()
    expect(new JsonFile(join(folder, 'keys.json')).read()).toEqual(ok(undefined))
    expect(deps.active.use).not.toHaveBeenCalled()
  })

  it('asks nobody about what is no address', async () => {
    const { connecting, deps } = setUp()
    const outcome = await connecting.connect({ address: 'no address', security: loopback, ...none })
    expect(outcome).toMatchObject(ok({ kind: 'failed', failure: { code: 'bad-address' } }))
    expect(deps.probe).not.toHaveBeenCalled()
  })

  it('takes an empty key for none', async () => {
    const { connecting, deps } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, apiKey: '', clientCertificate: undefined })
    expect(deps.probe).toHaveBeenCalledWith(expect.objectContaining({ apiKey: undefined }))
  })

  it('keeps the secrets of a node that is tested again without them, and takes them away where that is said', async () => {
    const { connecting, deps, nodes } = setUp()
    const node = { address: 'x:1', security: { kind: 'tls' } } as const
    await connecting.connect({ ...node, apiKey: 'key', clientCertificate: PAIR })
    const id = activeId(nodes)
    const pinned = { kind: 'tls-pinned', fingerprint: 'AB' } as const
    await connecting.connect({ ...node, security: pinned, apiKey: undefined, clientCertificate: undefined })
    expect(deps.probe).toHaveBeenLastCalledWith({
      ...node,
      security: pinned,
      apiKey: 'key',
      clientCertificate: PAIR
    })
    expect(nodes.active).toMatchObject({ id, security: pinned })
    expect(readCredentials(deps.secrets, id)).toEqual({ apiKey: 'key', clientCertificate: PAIR })

    await connecting.connect({ ...node, apiKey: 'newer', clientCertificate: undefined })
    expect(readCredentials(deps.secrets, id)).toEqual({ apiKey: 'newer', clientCertificate: PAIR })
    await connecting.connect({ ...node, apiKey: null, clientCertificate: null })
    expect(deps.probe).toHaveBeenLastCalledWith({ ...node, apiKey: undefined, clientCertificate: undefined })
    expect(readCredentials(deps.secrets, id)).toEqual({ apiKey: undefined, clientCertificate: undefined })
  })

  it('sends the secrets of one node to no other', async () => {
    const { connecting, deps } = setUp()
    const rest = { security: loopback, clientCertificate: undefined }
    await connecting.connect({ address: 'x:1', apiKey: 'key', ...rest })
    await connecting.connect({ address: 'y:1', apiKey: undefined, ...rest })
    expect(deps.probe).toHaveBeenLastCalledWith(expect.objectContaining({ apiKey: undefined }))
  })

  it('keeps what was saved where the test with a new key fails', async () => {
    const { connecting, deps, nodes } = setUp()
    const node = { address: 'x:1', security: loopback, clientCertificate: undefined }
    await connecting.connect({ ...node, apiKey: 'key' })
    deps.probe.mockResolvedValue({ kind: 'failed', failure: { code: 'key-refused' } })
    await connecting.connect({ ...node, apiKey: 'wrong' })
    expect(readCredentials(deps.secrets, activeId(nodes)).apiKey).toBe('key')
  })

  it('goes on where the choice cannot be saved, and says so', async () => {
    const { deps } = setUp()
    const nowhere = new SavedNodes(new JsonFile('/dev/null/nodes.json'), () => undefined)
    const connecting = new NodeManager({ ...deps, nodes: nowhere })
    expect(await connecting.connect({ address: 'x:1', security: loopback, ...none })).toMatchObject({
      ok: true
    })
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
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = nodes.active?.id
    await connecting.leave(undefined)
    expect(deps.active.leave).toHaveBeenCalledOnce()
    expect(nodes.active).toBeUndefined()
    expect(nodes.find('x:1', false)?.id).toBe(id)
  })
})

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

  it('are switched between without a test before', async () => {
    const { connecting, deps, nodes, x, y } = await twoNodes()
    expect(nodes.active).toEqual(y)
    expect(await connecting.use({ id: x.id })).toEqual(ok(undefined))
    expect(nodes.active).toEqual(x)
    expect(deps.active.use).toHaveBeenLastCalledWith(x)
    expect(deps.probe).not.toHaveBeenCalled()
    expect(await connecting.use({ id: 'z' as NodeId })).toEqual(fail('not-found'))
  })

  it('have the demo node among them, which runs while it is in use', async () => {
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
    expect(deps.listChanged).toHaveBeenCalledOnce()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    expect(activeId(nodes)).toBe(x.id)
    expect(deps.probe).toHaveBeenLastCalledWith(expect.objectContaining({ apiKey: undefined }))
  })

  it('are left before they are forgotten, and begin anew once their records are erased', async () => {
    const { connecting, deps, nodes, y } = await twoNodes()
    expect(await connecting.forget({ id: y.id, erase: true })).toEqual(ok(undefined))
    expect(deps.active.leave).toHaveBeenCalledOnce()
    expect(deps.records.erase).toHaveBeenCalledWith(y)
    expect(nodes.active).toBeUndefined()
    await connecting.connect({ address: 'y:1', security: loopback, ...none })
    expect(activeId(nodes)).not.toBe(y.id)
  })

  it('take the ledger of the demo node with them when their records are erased, and only then', async () => {
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

  it('leave the ledger of the demo node alone when they are others', async () => {
    const { connecting, deps, x } = await twoNodes()
    await connecting.forget({ id: x.id, erase: true })
    expect(deps.demoNode.erase).not.toHaveBeenCalled()
  })

  it('stay saved where their records cannot be erased', async () => {
    const { connecting, deps, nodes, x } = await twoNodes()
    deps.records.erase.mockReturnValue(fail('erase-failed'))
    expect(await connecting.forget({ id: x.id, erase: true })).toEqual(fail('erase-failed'))
    expect(nodes.get(x.id)).toEqual(x)
    expect(deps.secrets.has(x.id, 'api-key')).toBe(true)
    expect(await connecting.forget({ id: 'z' as NodeId, erase: true })).toEqual(fail('not-found'))
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
  ])('takes the node %s that is given from outside, with security %s', async (address, kind) => {
    const { connecting, nodes } = setUp()
    expect(await connecting.resume(address)).toEqual(ok(undefined))
    expect(nodes.active).toMatchObject({ address, security: { kind } })
  })

  it('keeps how a given node is saved already', async () => {
    const { connecting, nodes } = setUp()
    const pinned = { kind: 'tls-pinned', fingerprint: 'AB' } as const
    await connecting.connect({ address: 'node.example:8881', security: pinned, ...none })
    await connecting.resume('node.example')
    expect(nodes.active?.security).toEqual(pinned)
  })

  it('says that what is given is no address', async () => {
    const { connecting, nodes } = setUp()
    expect(await connecting.resume('::::')).toMatchObject({ error: { code: 'bad-address' } })
    expect(nodes.active).toBeUndefined()
  })
})

describe('choices that overlap', () => {
  it('end with the last one, whichever test answers first', async () => {
    const { connecting, deps, nodes } = setUp()
    const answers: ((outcome: ConnectOutcome) => void)[] = []
    deps.probe.mockImplementation(() => new Promise((resolve) => answers.push(resolve)))
    const first = connecting.connect({ address: 'x:1', security: loopback, ...none })
    const second = connecting.connect({ address: 'y:1', security: loopback, ...none })
    answers[1]?.({ kind: 'connected' })
    expect(await second).toEqual(ok({ kind: 'connected' }))
    answers[0]?.({ kind: 'connected' })
    expect(await first).toEqual(ok({ kind: 'failed', failure: { code: 'superseded' } }))
    expect(nodes.all.map(({ address }) => address)).toEqual(['y:1'])
    expect(deps.active.use).toHaveBeenCalledOnce()
  })

  it('do not bring a demo node back that the person left while it started', async () => {
    const { connecting, deps } = setUp()
    await connecting.startDemoNode(undefined)
    deps.active.use.mockClear()
    const starts: ((address: Result<string, 'demo-node-failed'>) => void)[] = []
    deps.demoNode.start.mockImplementation(() => new Promise((resolve) => starts.push(resolve)))
    const resumed = connecting.resume(undefined)
    await vi.waitFor(() => expect(starts).toHaveLength(1))
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    starts[0]?.(ok('127.0.0.1:5000'))
    await resumed
    expect(deps.active.use.mock.lastCall?.[0]).toMatchObject({ address: 'x:1' })
  })
})

describe('records that are gone', () => {
  it('are begun anew only where main found that they are gone', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = activeId(nodes)
    nodes.recordsOpened(id)
    expect(await connecting.beginAnew({ id })).toMatchObject({ error: { code: 'not-found' } })
    expect(deps.records.setAside).not.toHaveBeenCalled()
    deps.records.isGone.mockReturnValue(true)
    deps.active.use.mockClear()
    expect(await connecting.beginAnew({ id })).toEqual(ok(undefined))
    expect(nodes.hasRecords(id)).toBe(false)
    expect(deps.active.use).toHaveBeenCalledOnce()
  })
})

describe('what has no outcome yet', () => {
  it('is asked of the records, and is nothing where a node never had any', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = activeId(nodes)
    expect(await connecting.unsettled({ id })).toMatchObject(ok({ sending: 0, unknown: 0, messages: 0 }))
    nodes.recordsOpened(id)
    expect(await connecting.unsettled({ id })).toMatchObject({ error: { code: 'unreadable' } })
    expect(deps.records.unsettled).toHaveBeenCalledWith(id)
  })
})

describe('an LND that was paired', () => {
  const lnd = sampleLnd()
  const profileOf = (nodes: SavedNodes, pubkey = lnd.pubkey) =>
    nodes.identify({
      ...{ address: lnd.lndAddress, security: { kind: 'tls' as const }, demo: false },
      lnd: { ...lnd, pubkey }
    })

  it('is taken into use, saved, and resumed at the next start with its node id', async () => {
    const { connecting, deps, nodes } = setUp()
    const profile = profileOf(nodes)
    expect(await connecting.take(profile)).toBe(true)
    expect(deps.demoNode.stop).toHaveBeenCalled()
    const again = setUp()
    await again.connecting.resume(undefined)
    expect(again.deps.active.use).toHaveBeenCalledWith(profile)
  })

  it('stands beside another one, and each is used by its id', async () => {
    const { connecting, deps, nodes } = setUp()
    const first = profileOf(nodes)
    await connecting.take(first)
    await connecting.take(profileOf(nodes, `03${'22'.repeat(32)}`))
    expect(nodes.all).toHaveLength(2)
    expect(await connecting.use({ id: first.id })).toEqual(ok(undefined))
    expect(deps.active.use).toHaveBeenLastCalledWith(first)
  })

  it('loses its key with everything else when it is forgotten', async () => {
    const { connecting, deps, nodes } = setUp()
    const profile = profileOf(nodes)
    keepMacaroon(deps.secrets, profile.id, '02ff')
    await connecting.take(profile)
    expect(readMacaroon(deps.secrets, profile.id)).toBe('02ff')
    await connecting.forget({ id: profile.id, erase: false })
    expect(readMacaroon(deps.secrets, profile.id)).toBeUndefined()
    expect(new JsonFile(join(folder, 'keys.json')).read()).toEqual(ok({}))
  })

  it('is no longer the choice of the person once they chose another node', async () => {
    const { connecting } = setUp()
    const isLatest = connecting.choose()
    expect(isLatest()).toBe(true)
    await connecting.leave(undefined)
    expect(isLatest()).toBe(false)
  })
})

describe('a node that is saved under two addresses', () => {
  /** At `home` first, with a key; then at `here`, with another key. */
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

  it('goes on with its first records at the new address, and deletes none', async () => {
    const { connecting, deps, nodes, home, here } = await savedTwice()
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
  })

  it('can take the records back that it left', async () => {
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

  it('takes no records that were not offered', async () => {
    const { connecting, deps, nodes, home, here } = await savedTwice({ way: 'switch' })
    expect(await connecting.useRecords({ id: home })).toEqual(fail('not-found'))
    deps.sameNode.mockReturnValue(undefined)
    expect(await connecting.useRecords({ id: home })).toEqual(fail('not-found'))
    expect(await connecting.keepApart({ id: home })).toEqual(fail('not-found'))
    expect(activeId(nodes)).toBe(here)
  })

  it('stays in two, once the person said so, also after a restart', async () => {
    const { connecting, deps, nodes, home, here } = await savedTwice()
    expect(nodes.areKeptApart(here, home)).toBe(false)
    expect(await connecting.keepApart({ id: home })).toEqual(ok(undefined))
    expect(deps.listChanged).toHaveBeenCalled()
    const again = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
    for (const list of [nodes, again]) expect(list.areKeptApart(home, here)).toBe(true)
    expect(again.all).toHaveLength(2)
  })
})

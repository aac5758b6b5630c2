import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NodeManager } from '../../../../src/main/app/node-manager'
import { readCredentials } from '../../../../src/main/app/node-credentials'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { ConnectOutcome } from '../../../../src/shared/domain/connection'
import { fail, ok, type Result } from '../../../../src/shared/result'
import { setUp, activeId, none, loopback } from './node-manager-setup'

const PAIR = { certificate: 'certificate of the wallet', key: 'its private key' }

describe('the active node', () => {
  it('is asked about itself again, and its last message is named', () => {
    const { connecting, deps } = setUp()
    expect(connecting.refresh(undefined)).toEqual(ok({ lastMessageAt: 77 }))
    expect(deps.active.session.refresh).toHaveBeenCalledOnce()
  })
})

/** The saved nodes as the next start reads them. */
const readBack = (folder: string) =>
  new SavedNodes(new JsonFile(join(folder, 'nodes.json')), () => {
    throw new Error('no damage expected')
  })

describe('the label of a node', () => {
  it('is saved, stays when the node is connected again, and can be removed', async () => {
    const { connecting, deps, nodes, folder } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = activeId(nodes)
    deps.listChanged.mockClear()
    expect(connecting.label({ id, name: '  Till\n', colour: 5 })).toEqual(ok(undefined))
    expect(deps.listChanged).toHaveBeenCalledOnce()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const saved = () => readBack(folder).get(id)
    expect(saved()).toMatchObject({ givenName: 'Till', colour: 5 })
    expect(connecting.label({ id, name: '\u200b', colour: undefined })).toEqual(ok(undefined))
    expect(saved()?.givenName).toBeUndefined()
    expect(saved()?.colour).toBeUndefined()
  })

  it('with hidden characters, which are shown as codes, is still there after a restart', async () => {
    const { connecting, nodes, folder } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = activeId(nodes)
    const name = `${'till '.repeat(7)}\u202Ext`
    expect(connecting.label({ id, name })).toEqual(ok(undefined))
    const given = nodes.get(id)?.givenName
    expect(given).toHaveLength(40)
    expect(readBack(folder).get(id)?.givenName).toBe(given)
  })

  it('of a node that was forgotten is refused', () => {
    const { connecting } = setUp()
    expect(connecting.label({ id: 'gone' as NodeId, name: 'x' })).toEqual(fail('not-found'))
  })
})

describe('connecting to a node', () => {
  it('tests the node first, then saves it with its key and activates it', async () => {
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

  it('changes nothing if the test fails, and returns the step', async () => {
    const { folder, connecting, deps, nodes } = setUp()
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

  it('makes no test of an invalid address', async () => {
    const { connecting, deps } = setUp()
    const outcome = await connecting.connect({ address: 'no address', security: loopback, ...none })
    expect(outcome).toMatchObject(ok({ kind: 'failed', failure: { code: 'bad-address' } }))
    expect(deps.probe).not.toHaveBeenCalled()
  })

  it('treats an empty key as none', async () => {
    const { connecting, deps } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, apiKey: '', clientCertificate: undefined })
    expect(deps.probe).toHaveBeenCalledWith(expect.objectContaining({ apiKey: undefined }))
  })

  it('keeps the secrets of a node that is tested again without them, and removes them on request', async () => {
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

  it('keeps the saved node if the test with a new key fails', async () => {
    const { connecting, deps, nodes } = setUp()
    const node = { address: 'x:1', security: loopback, clientCertificate: undefined }
    await connecting.connect({ ...node, apiKey: 'key' })
    deps.probe.mockResolvedValue({ kind: 'failed', failure: { code: 'key-refused' } })
    await connecting.connect({ ...node, apiKey: 'wrong' })
    expect(readCredentials(deps.secrets, activeId(nodes)).apiKey).toBe('key')
  })

  it('continues if the choice cannot be saved, and reports it', async () => {
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
  it('is started, tested and activated as a demo node', async () => {
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

  it('is started again at its address, while its records are already shown', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.startDemoNode(undefined)
    deps.active.use.mockClear()
    const saved = nodes.active
    expect(await connecting.resume(undefined)).toEqual(ok(undefined))
    expect(deps.active.use.mock.calls).toEqual([[saved]])
    expect(deps.demoNode.start).toHaveBeenLastCalledWith('127.0.0.1:4000')
  })

  it('keeps its records when it gets another address', async () => {
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
  it('closes the node, which stays saved and is not resumed', async () => {
    const { connecting, deps, nodes } = setUp()
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    const id = nodes.active?.id
    await connecting.leave(undefined)
    expect(deps.active.leave).toHaveBeenCalledOnce()
    expect(nodes.active).toBeUndefined()
    expect(nodes.find('x:1', false)?.id).toBe(id)
  })
})

describe('choices that overlap', () => {
  it('end with the last one, whichever test responds first', async () => {
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

  it('do not activate a demo node that the person left while it started', async () => {
    const { connecting, deps } = setUp()
    await connecting.startDemoNode(undefined)
    deps.active.use.mockClear()
    const starts: ((address: Result<string, 'demo-node-failed'>) => void)[] = []
    deps.demoNode.start.mockImplementation(() => new Promise((resolve) => starts.push(resolve)))
    const resumed = connecting.resume(undefined)
    await expect.poll(() => starts).toHaveLength(1)
    await connecting.connect({ address: 'x:1', security: loopback, ...none })
    starts[0]?.(ok('127.0.0.1:5000'))
    await resumed
    expect(deps.active.use.mock.lastCall?.[0]).toMatchObject({ address: 'x:1' })
  })
})

import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { recordsFile } from '../../../../src/main/app/node-records'
import { OtherJournals } from '../../../../src/main/app/other-journals'
import { findSameNode } from '../../../../src/main/app/same-node'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes, type NewNode } from '../../../../src/main/settings/saved-nodes'
import { nodeName } from '../../../../src/shared/copy/node-name'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import { openWallet } from '../../../support/fakes/open-wallet'
import { nodeInfo } from '../../../support/fakes/scripted-node'
import { pubkeyOf } from '../../../support/fixtures/make-invoice'
import { sampleLnd } from '../../../support/fixtures/samples'
import { removeFolder } from '../../../support/fixtures/temporary-folder'

const OURS = pubkeyOf('ours')

/** A profile whose nodes have records of the nodes with the given keys. */
function setUp() {
  const userData = mkdtempSync(join(tmpdir(), 'imp-wallet-test-'))
  onTestFinished(() => removeFolder(userData))
  const nodes = new SavedNodes(new JsonFile(join(userData, 'nodes.json')), () => {
    throw new Error('no damage expected')
  })
  const otherJournals = new OtherJournals({
    userData,
    owners: () =>
      nodes.withRecords.map((node) => ({
        ...{ id: node.id, name: nodeName(node) },
        saved: nodes.get(node.id) !== undefined
      }))
  })
  onTestFinished(() => otherJournals.close())
  return {
    nodes,
    find: (active: NodeProfile) => findSameNode({ nodes, otherJournals }, active, OURS),
    /** Saves a node with records that contain its key and this number of messages. */
    save: async (
      address: string,
      { key = OURS, messages = 1, ...patch }: Partial<NewNode> & { key?: typeof OURS; messages?: number } = {}
    ) => {
      const node = nodes.identify({ address, security: { kind: 'tls' }, demo: false, ...patch })
      nodes.activate(node)
      nodes.recordsOpened(node.id)
      const dbFile = recordsFile(userData, node.id)
      mkdirSync(dirname(dbFile), { recursive: true })
      const wallet = openWallet({ dbFile })
      wallet.node.listener.nodeNamed(nodeInfo({ pubkey: key }))
      for (let count = 0; count < messages; count++) await wallet.node.deliver({ id: `${count}` })
      await wallet.session.close()
      return node
    }
  }
}

describe('a node with the key of another one', () => {
  it('is recognised under another address, and its records can be used there', async () => {
    const { save, find } = setUp()
    const home = await save('home:1')
    await save('shop:1', { key: pubkeyOf('another') })
    const here = await save('here:1', { messages: 0 })
    expect(find(here)).toEqual({
      ...{ id: home.id, name: 'home:1', saved: true, way: 'use-records', keptApart: false }
    })
    expect(find(home)).toMatchObject({ id: here.id, name: 'here:1' })
  })

  it('is recognised after it was forgotten, or after the list of nodes was lost, if its records are not empty', async () => {
    const { nodes, save, find } = setUp()
    const home = await save('home:1')
    const empty = await save('empty:1', { messages: 0 })
    const here = await save('here:1')
    nodes.forget(empty, true)
    nodes.forget(home, true)
    expect(find(here)).toMatchObject({ id: home.id, name: 'home:1', saved: false, way: 'use-records' })
    // As if another program had removed the entry.
    nodes.forget(here, false)
    nodes.activate(home)
    expect(find(home)).toMatchObject({ id: here.id, name: 'a node that is no longer saved', saved: false })
  })

  it('is offered as a node to switch to if one of the two is a paired LND', async () => {
    const { nodes, save, find } = setUp()
    const home = await save('home:1')
    const lnd = await save('lnd.example:10009', { lnd: sampleLnd({ pubkey: OURS }) })
    expect(find(home)).toMatchObject({ id: lnd.id, way: 'switch' })
    expect(find(lnd)).toMatchObject({ id: home.id, way: 'switch' })
    nodes.forget(lnd, true)
    expect(find(home)).toMatchObject({ id: lnd.id, way: 'pair', saved: false })
    nodes.activate(lnd)
    nodes.forget(home, true)
    expect(find(lnd)).toBeUndefined()
  })

  it('is named last if the person keeps it apart', async () => {
    const { nodes, save, find } = setUp()
    const home = await save('home:1')
    const shop = await save('shop:1')
    const here = await save('here:1')
    nodes.keepApart(here.id, home.id)
    expect(find(here)).toMatchObject({ id: shop.id, keptApart: false })
    nodes.keepApart(here.id, shop.id)
    expect(find(here)).toMatchObject({ keptApart: true })
  })

  it('is never reported for the demo node', async () => {
    const { save, find } = setUp()
    await save('home:1')
    expect(find(await save('127.0.0.1:4000', { demo: true }))).toBeUndefined()
  })
})

import { describe, expect, it, onTestFinished } from 'vitest'
import { ShownNodes } from '../../../../src/main/app/shown-nodes'
import { StateHub } from '../../../../src/main/ipc/state-hub'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import type { SessionState } from '../../../../src/main/wallet/api'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { readSettings } from '../../../../src/shared/domain/settings'
import { sat } from '../../../../src/shared/money'
import { pubkeyOf } from '../../../support/fixtures/make-invoice'
import { sampleState } from '../../../support/fixtures/samples'
import { newFile, undamaged } from '../settings/store-setup'

const OURS = pubkeyOf('ours')

/** A wallet with two saved nodes, the second of which has records of a node with the key `OURS`. */
function setUp() {
  const nodes = new SavedNodes(newFile(), undamaged)
  const [home, shop] = ['home:1', 'shop:1'].map((address) => {
    const node = nodes.identify({ address, security: { kind: 'tls' }, demo: false })
    nodes.activate(node)
    return node
  })
  if (home === undefined || shop === undefined) throw new Error('two nodes')
  const hub = new StateHub(sampleState({ node: undefined, nodes: [], identity: undefined }), () => undefined)
  onTestFinished(() => hub.dispose())
  const owner = { id: shop.id, name: 'shop', saved: true }
  const shown = new ShownNodes({
    hub,
    nodes,
    balances: { of: () => undefined },
    secrets: { has: (id: NodeId, kind) => id === shop.id && kind === 'api-key' },
    settings: { of: (id) => readSettings({ clickLimitSat: id === home.id ? '777' : '10000' }) },
    otherJournals: {
      withKey: (own, key) => (own === shop.id || key !== OURS ? [] : [{ owner, isEmpty: false }])
    }
  })
  const state = sampleState({ identity: undefined, oneClickSpentSat: sat(5n), unread: 3 })
  const session: SessionState = state
  return { nodes, home, shop, hub, shown, session }
}

describe('what the page is told about nodes', () => {
  it('is the list with the kinds of secrets that are saved, from the start', () => {
    const { hub, home, shop } = setUp()
    expect(
      hub.state.nodes.map(({ id, hasApiKey, hasClientCertificate }) => [id, hasApiKey, hasClientCertificate])
    ).toEqual([
      [home.id, false, false],
      [shop.id, true, false]
    ])
  })

  it('is the state and the limits of the node that became active, and nothing of the one before', () => {
    const { hub, shown, home, shop, session } = setUp()
    shown.switched(home, session, undefined)
    expect(hub.state).toMatchObject({ node: home, unread: 3, settings: { clickLimitSat: '777' } })
    shown.switched(undefined, undefined, shop)
    expect(hub.state).toMatchObject({ unread: 0, oneClickSpentSat: 0n, connection: { phase: 'idle' } })
    expect(hub.state.node).toBeUndefined()
    expect(hub.state.recordsGone).toBe(shop)
    expect(hub.state.settings.clickLimitSat).toBe('10000')
  })

  it('names other records of the active node as soon as its key is known, and of no other one', () => {
    const { hub, shown, home, shop, session } = setUp()
    shown.switched(home, session, undefined)
    expect(hub.state.sameNode).toBeUndefined()
    const known: SessionState = { ...session, identity: { pubkey: OURS, network: 'mainnet' } }
    shown.stateChanged(known)
    expect(hub.state.sameNode).toMatchObject({ id: shop.id, way: 'use-records', keptApart: false })
    shown.switched(shop, known, undefined)
    expect(hub.state.sameNode).toBeUndefined()
  })

  it('includes what the person decided since: a name, and to keep two nodes apart', () => {
    const { hub, shown, nodes, home, shop, session } = setUp()
    shown.switched(home, { ...session, identity: { pubkey: OURS, network: 'mainnet' } }, undefined)
    nodes.label(home.id, { givenName: 'Kitchen', colour: 5 })
    nodes.keepApart(home.id, shop.id)
    shown.listChanged()
    expect(hub.state.node).toMatchObject({ id: home.id, givenName: 'Kitchen', colour: 5 })
    expect(hub.state.nodes[0]).toMatchObject({ givenName: 'Kitchen' })
    expect(hub.state.sameNode?.keptApart).toBe(true)
  })
})

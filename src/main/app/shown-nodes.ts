import { NO_CAPABILITIES, type NodeProfile, type SavedNode } from '../../shared/domain/node'
import { sat } from '../../shared/money'
import type { StateHub } from '../ipc/state-hub'
import type { KnownBalances } from '../settings/known-balances'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'
import type { SettingsStore } from '../settings/settings-store'
import type { SessionState } from '../wallet/api'
import type { OtherJournals } from './other-journals'
import { findSameNode } from './same-node'

/** The node's part of the state if there is no node. */
export const NO_NODE = {
  connection: { phase: 'idle' },
  node: undefined,
  nodes: [],
  identity: undefined,
  sameNode: undefined,
  capabilities: NO_CAPABILITIES,
  nodeFacts: undefined,
  balanceSat: undefined,
  receivableSat: undefined,
  oneClickSpentSat: sat(0n),
  unread: 0,
  storageUnavailable: false,
  recordsGone: undefined
} as const

export interface ShownNodesDeps {
  readonly hub: Pick<StateHub, 'state' | 'update'>
  readonly nodes: Pick<SavedNodes, 'all' | 'get' | 'withRecords' | 'areKeptApart'>
  readonly balances: Pick<KnownBalances, 'of'>
  readonly secrets: Pick<Secrets, 'has'>
  readonly settings: Pick<SettingsStore, 'of'>
  readonly otherJournals: Pick<OtherJournals, 'withKey'>
}

/** What the page is told about the saved nodes and the active one. */
export class ShownNodes {
  readonly #deps: ShownNodesDeps

  constructor(deps: ShownNodesDeps) {
    this.#deps = deps
    deps.hub.update({ nodes: this.#list() })
  }

  /** Another node is active, or none. `recordsGone`: its records are gone, and the person wants new ones. */
  switched(
    node: NodeProfile | undefined,
    session: SessionState | undefined,
    recordsGone: NodeProfile | undefined
  ): void {
    const { hub, settings } = this.#deps
    hub.update({
      ...NO_NODE,
      ...session,
      node,
      nodes: this.#list(),
      recordsGone,
      settings: settings.of(node?.id)
    })
    this.#lookForSameNode()
  }

  stateChanged(state: SessionState): void {
    const { hub } = this.#deps
    const before = hub.state.identity?.pubkey
    hub.update(state)
    if (state.identity?.pubkey !== before) this.#lookForSameNode()
  }

  /** The list of nodes, or what the person decided about one, changed. */
  listChanged(): void {
    const { hub } = this.#deps
    hub.update({ nodes: this.#list(), node: this.#labelled(hub.state.node) })
    this.#lookForSameNode()
  }

  #list(): readonly SavedNode[] {
    const { nodes, balances, secrets } = this.#deps
    return nodes.all.map((node) => ({
      ...node,
      lastSpendable: balances.of(node.id),
      hasApiKey: secrets.has(node.id, 'api-key'),
      hasClientCertificate: secrets.has(node.id, 'client-certificate')
    }))
  }

  /** The active node with the name and the colour that the person has given it since. */
  #labelled(node: NodeProfile | undefined): NodeProfile | undefined {
    const saved = node === undefined ? undefined : this.#deps.nodes.get(node.id)
    return node === undefined || saved === undefined
      ? node
      : { ...node, givenName: saved.givenName, colour: saved.colour }
  }

  #lookForSameNode(): void {
    const { hub, nodes, otherJournals } = this.#deps
    const { node, identity } = hub.state
    const same =
      node === undefined || identity === undefined
        ? undefined
        : findSameNode({ nodes, otherJournals }, node, identity.pubkey)
    hub.update({ sameNode: same })
  }
}

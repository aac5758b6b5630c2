import type { NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type { SameNode } from '../../shared/domain/same-node'
import { hasUnsettled, type Unsettled } from '../../shared/domain/unsettled'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import { fail, ok, type Result } from '../../shared/result'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'
import { forgetCredentials, keepCredentials, readCredentials } from './node-credentials'

/** What is known of the saved nodes and their records, and who is told when it changes. */
export interface SavedNodeDeps {
  readonly nodes: SavedNodes
  readonly secrets: Pick<Secrets, 'get' | 'set'>
  readonly records: { unsettled(id: NodeId): Result<Unsettled, 'unreadable'> }
  readonly balances: { forget(id: NodeId): void }
  /** Other records of the active node, as the page was told. */
  readonly sameNode: () => SameNode | undefined
  /** The list of nodes, or what the person decided about one, changed. */
  readonly listChanged: () => void
  /** A change of the saved nodes could not be written; it applies until the wallet quits. */
  readonly notSaved: () => void
}

export interface SameNodeChoiceDeps extends SavedNodeDeps {
  readonly switchTo: (profile: NodeProfile) => Promise<unknown>
}

type Calls = Pick<Handlers<ContractCalls>['connection'], 'useRecords' | 'keepApart'>

/** What the person decides about a node that is saved under two addresses: which records it continues with. */
export class SameNodeChoice implements Calls {
  readonly #deps: SameNodeChoiceDeps

  constructor(deps: SameNodeChoiceDeps) {
    this.#deps = deps
  }

  readonly useRecords: Calls['useRecords'] = async ({ id }) => {
    const { nodes, sameNode, records, secrets, balances, notSaved, switchTo } = this.#deps
    const current = nodes.active
    const same = sameNode()
    if (current === undefined || same?.id !== id || same.way !== 'use-records') return fail('not-found')
    const unsettled = records.unsettled(current.id)
    if (!unsettled.ok || hasUnsettled(unsettled.value)) return fail('unsettled')
    // Credentials belong to an address: those of the other one are not sent to this one.
    const credentials = readCredentials(secrets, current.id)
    forgetCredentials(secrets, id)
    const { profile, saved } = nodes.exchangeRecords(current, id)
    if (!saved.ok) notSaved()
    keepCredentials(secrets, id, credentials)
    forgetCredentials(secrets, current.id)
    balances.forget(current.id)
    await switchTo(profile)
    return ok(undefined)
  }

  readonly keepApart: Calls['keepApart'] = ({ id }) => {
    const { nodes, sameNode, listChanged, notSaved } = this.#deps
    if (nodes.active === undefined || sameNode()?.id !== id) return fail('not-found')
    if (!nodes.keepApart(nodes.active.id, id).ok) notSaved()
    listChanged()
    return ok(undefined)
  }
}

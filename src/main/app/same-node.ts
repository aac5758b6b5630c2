import type { Pubkey } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type { SameNode } from '../../shared/domain/same-node'
import type { SavedNodes } from '../settings/saved-nodes'
import type { JournalOwner, OtherJournals } from './other-journals'

export interface SameNodeDeps {
  readonly nodes: Pick<SavedNodes, 'get' | 'withRecords' | 'areKeptApart'>
  readonly otherJournals: Pick<OtherJournals, 'withKey'>
}

/**
 * Finds other records of the active node: it was saved under another address, or forgotten. A node is recognised by the
 * key that it reports or signs invoices with. Of several, those that the person has not decided about come first.
 */
export function findSameNode(
  { nodes, otherJournals }: SameNodeDeps,
  active: NodeProfile,
  key: Pubkey
): SameNode | undefined {
  // The demo node is one node with one set of records.
  if (active.demo) return undefined
  const found = otherJournals.withKey(active.id, key).flatMap(({ owner, isEmpty }) => {
    const way = wayTo(nodes, active, owner)
    const saved = nodes.get(owner.id) !== undefined
    if (way === undefined || (isEmpty && !saved)) return []
    return [
      { id: owner.id, name: owner.name, saved, way, keptApart: nodes.areKeptApart(active.id, owner.id) }
    ]
  })
  return found.find(({ keptApart }) => !keptApart) ?? found[0]
}

function wayTo(
  nodes: SameNodeDeps['nodes'],
  active: NodeProfile,
  { id }: JournalOwner
): SameNode['way'] | undefined {
  const saved = nodes.get(id)
  if (saved !== undefined) {
    const haveSameKind = !saved.demo && saved.lnd === undefined && active.lnd === undefined
    return haveSameKind ? 'use-records' : 'switch'
  }
  // The IMP node of a paired LND keeps its own journal in the folder of its records, so other records cannot replace
  // them.
  if (active.lnd !== undefined) return undefined
  const forgotten = nodes.withRecords.find((node) => node.id === id)
  if (forgotten?.demo === true) return undefined
  return forgotten?.lnd === undefined ? 'use-records' : 'pair'
}

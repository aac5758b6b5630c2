import type { NodeId } from './ids'

/** Other records in the profile that belong to a node with the key of the active one. */
export interface SameNode {
  readonly id: NodeId
  /** The name that the person knows the other records by. */
  readonly name: string
  /** Whether the other records belong to a saved node. Otherwise the node was forgotten, or is missing in the list. */
  readonly saved: boolean
  /**
   * How the person can use them. `use-records`: they replace the active node's records, at its address. `switch`: they
   * belong to a saved node with another kind of connection. `pair`: they belong to a forgotten LND.
   */
  readonly way: 'use-records' | 'switch' | 'pair'
  /** The person chose to keep the two apart. Only Settings still mentions them. */
  readonly keptApart: boolean
}

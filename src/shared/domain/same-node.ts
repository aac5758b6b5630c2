import type { NodeId } from './ids'

/** Other records in the profile that belong to a node with the key of the active one. */
export interface SameNode {
  readonly id: NodeId
  /** The name that the person knows the other records by. */
  readonly name: string
  /** The other records belong to a saved node; otherwise to a forgotten one, or to one that the list lost. */
  readonly saved: boolean
  /**
   * How the person gets to them. `use-records`: they take the place of the active node's records, at its address.
   * `switch`: they are those of a saved node that is reached in another way. `pair`: they are those of a forgotten LND.
   */
  readonly way: 'use-records' | 'switch' | 'pair'
  /** The person has decided which records to use: the two stay apart, and only Settings names them. */
  readonly keptApart: boolean
}

import * as v from 'valibot'
import type { ConnectFailureCode, ConnectOutcome } from '../../domain/connection'
import type { Millis } from '../../domain/ids'
import { MAX_NODE_NAME, NODE_COLOURS } from '../../domain/node'
import type { Unsettled } from '../../domain/unsettled'
import * as s from '../schemas'
import { call } from '../spec'

export const connectionCalls = {
  /**
   * Tests the node with a real connection; on success saves it and makes it the active node. A secret that is left
   * out keeps its stored value; `null` removes it.
   */
  connect: call(
    v.object({
      address: v.pipe(v.string(), v.maxLength(1000)),
      security: s.security,
      apiKey: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1000)))),
      clientCertificate: v.optional(v.nullable(s.clientCertificate))
    })
  ).returns<ConnectOutcome>(),
  /** Starts a demo node on this computer and connects to it. */
  startDemoNode: call(s.nothing).returns<undefined, ConnectFailureCode | 'demo-node-failed'>(),
  /** Ends the wait between two attempts. */
  retryNow: call(s.nothing).returns<undefined>(),
  /**
   * Asks the active node about itself again (`AppState.nodeFacts`), if it has the extension. Returns when its last
   * message arrived.
   */
  refresh: call(s.nothing).returns<{ readonly lastMessageAt: Millis | undefined }>(),
  /** Activates a saved node without a test; its connection shows what is wrong. */
  use: call(v.object({ id: s.nodeId })).returns<undefined, 'not-found' | 'demo-node-failed'>(),
  /** Gives a saved node a name and a colour, only in this wallet. Empty name, no colour: its own. */
  label: call(
    v.object({
      id: s.nodeId,
      name: v.pipe(v.string(), v.maxLength(MAX_NODE_NAME)),
      colour: v.optional(v.picklist(NODE_COLOURS))
    })
  ).returns<undefined, 'not-found'>(),
  /** Deactivates the node and returns to the first-run screen. Its records stay on disk. */
  leave: call(s.nothing).returns<undefined>(),
  /** Counts payments and messages without an outcome in the records of a saved node, to show before it is forgotten. */
  unsettled: call(v.object({ id: s.nodeId })).returns<Unsettled, 'not-found' | 'unreadable'>(),
  /** Creates new records for a node whose records are gone, and activates it. */
  startNewRecords: call(v.object({ id: s.nodeId })).returns<
    undefined,
    'not-found' | 'store-failed' | 'demo-node-failed'
  >(),
  /**
   * Activates the other records of the same node (`AppState.sameNode`) at the current address. The records used before
   * stay on disk. `unsettled`: a payment or message in those has no outcome yet, and the wallet would no longer check it.
   */
  useRecords: call(v.object({ id: s.nodeId })).returns<undefined, 'not-found' | 'unsettled'>(),
  /** Keeps the records of `AppState.sameNode` apart from those in use, and stops asking. */
  keepApart: call(v.object({ id: s.nodeId })).returns<undefined, 'not-found'>(),
  /**
   * Forgets a saved node with its secrets and limits. Its records stay on disk and are found again by its address,
   * unless `erase` is set; then only their payment hashes are kept. `erase-failed`: they could not be erased, and the
   * node stays saved.
   */
  forget: call(v.object({ id: s.nodeId, erase: v.boolean() })).returns<
    undefined,
    'not-found' | 'erase-failed'
  >()
}

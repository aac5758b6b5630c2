import type { ImpNode } from '../node-client/api'
import type { Capabilities } from '../../shared/domain/node'

/** The active node as the use cases see it. */
export interface WalletNode {
  /** Of the current connection, which may be replaced: read it for each call. */
  readonly calls: ImpNode
  /** The channel is up and the stream is open, so a call can succeed. */
  readonly ready: boolean
  readonly capabilities: Capabilities
}

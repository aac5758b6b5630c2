import type { AppState } from '../../shared/domain/app-state'
import { nodeName } from '../../shared/copy/node-name'
import { secondsText } from './format'

/**
 * When the wallet asks the node about unknown outcomes again. While it is connected it asks by itself: a node that tracks
 * payments at most a minute apart, one that only lists them at most half an hour apart.
 */
export function nextCheckText(
  { connection, capabilities, node }: Pick<AppState, 'connection' | 'capabilities' | 'node'>,
  now: number
): string {
  const name = node === undefined ? 'the node' : nodeName(node)
  switch (connection.phase) {
    case 'backoff':
      return `When ${name} is back, next try in ${secondsText(connection.retryAt - now)}`
    // Nothing is under way: a connection begins only after something changed.
    case 'idle':
    case 'blocked':
      return `When ${name} is connected again. See the connection status at the lower left.`
    case 'connecting':
    case 'syncing':
      return `When ${name} is back, trying now`
    case 'ready':
      if (capabilities.extension) return 'Within a minute'
      return capabilities.listPayments ? 'Within half an hour' : 'None. This node reports no outcomes.'
  }
}

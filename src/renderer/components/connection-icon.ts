import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleX from '@lucide/svelte/icons/circle-x'
import Hourglass from '@lucide/svelte/icons/hourglass'
import Lock from '@lucide/svelte/icons/lock'
import RefreshCw from '@lucide/svelte/icons/refresh-cw'
import Unplug from '@lucide/svelte/icons/unplug'
import type { ConnectFailureCode, ConnectionState } from '../../shared/domain/connection'
import type { IconOf } from './icon'

/** What an LND that answers waits for. Nothing reconnects then, so there are no arrows. */
const WAITING: Partial<Record<ConnectFailureCode, IconOf>> = {
  'lnd-locked': Lock,
  'lnd-starting': Hourglass,
  'lnd-behind-chain': Hourglass
}

/** The icon for the state of a connection, in the popover of the connection status and in Settings. */
export function connectionIcon(connection: ConnectionState): IconOf | 'busy' {
  switch (connection.phase) {
    case 'idle':
      return Unplug
    case 'connecting':
    case 'syncing':
      return 'busy'
    case 'ready':
      return CircleCheck
    case 'backoff':
      return WAITING[connection.failure.code] ?? RefreshCw
    case 'blocked':
      return CircleX
  }
}

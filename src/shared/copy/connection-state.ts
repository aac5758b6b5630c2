import { needsNewKey, type ConnectFailureCode, type ConnectionState } from '../domain/connection'
import { capitalized } from './capitalized'
import { lagBlocks } from './chain-lag'
import { connectFailureShort } from './connection'

/**
 * The state of the connection in one or two words, the same in the sidebar, the tray and Settings. A served LND that is
 * starting, locked or behind the chain answers, so nothing reconnects.
 */
export function connectionWord(connection: ConnectionState): string {
  switch (connection.phase) {
    case 'idle':
      return 'Not connected'
    case 'connecting':
    case 'syncing':
      return 'Connecting'
    case 'ready':
      return 'Connected'
    case 'backoff':
      if (isForPerson(connection)) return 'Action needed'
      return WAITING[connection.failure.code] ?? 'Reconnecting'
    case 'blocked':
      return 'Action needed'
  }
}

const WAITING: Partial<Record<ConnectFailureCode, string>> = {
  'lnd-starting': 'Starting',
  'lnd-behind-chain': 'Catching up'
}

/** In place of the node's name while no node is in use. `saved`: the number of saved nodes. */
export const noNodeWords = (saved: number): string => (saved === 0 ? 'No node yet' : 'No node in use')

/** The colour of the state, the same in the sidebar, its popover and Settings. */
export function connectionTone(connection: ConnectionState): 'neutral' | 'blue' | 'green' | 'warn' | 'red' {
  switch (connection.phase) {
    case 'idle':
      return 'neutral'
    case 'connecting':
    case 'syncing':
      return 'blue'
    case 'ready':
      return 'green'
    case 'backoff':
    case 'blocked':
      return isForPerson(connection) ? 'red' : 'warn'
  }
}

/** Whether the person has to act. The wallet notices by itself when a locked LND is unlocked. */
export function isForPerson(connection: ConnectionState): boolean {
  return (
    connection.phase === 'blocked' ||
    (connection.phase === 'backoff' && connection.failure.code === 'lnd-locked')
  )
}

/**
 * What the connection to a node waits for, in a few words beside `connectionWord`. Undefined if the next attempt is all
 * there is to say.
 */
export function waitingFor(connection: ConnectionState, name: string): string | undefined {
  if (connection.phase !== 'backoff' && connection.phase !== 'blocked') return undefined
  const { code, lag } = connection.failure
  switch (code) {
    case 'lnd-locked':
      return `${name} is locked`
    case 'lnd-starting':
      return `LND ${name}`
    case 'lnd-behind-chain': {
      const blocks = lag === undefined ? undefined : lagBlocks(lag)
      // With the name it would not fit beside the sidebar's mark.
      return blocks ?? `LND ${name}`
    }
    default:
      if (needsNewKey(code)) return `pair ${name} again`
      return connection.phase === 'blocked' ? connectFailureShort[code] : undefined
  }
}

/** Why the person has to act before the wallet can connect to a node, as the state of its row in a list. */
export const failureWord = (code: ConnectFailureCode): string => capitalized(connectFailureShort[code])

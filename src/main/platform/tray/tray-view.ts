import type { AppState } from '../../../shared/domain/app-state'
import type { Millis } from '../../../shared/domain/ids'
import { connectFailureShort } from '../../../shared/copy/connection'
import { connectionWord, isForPerson, noNodeWords, waitingFor } from '../../../shared/copy/connection-state'
import { nodeName } from '../../../shared/copy/node-name'

export type TrayIcon = 'connected' | 'reconnecting' | 'attention' | 'unread'

/** The content of the tray, independent of Electron. */
export interface TrayView {
  readonly icon: TrayIcon
  readonly tooltip: string
  /** The disabled line at the top of the menu. */
  readonly connectionLine: string
  readonly muteLabel: string
}

export interface TrayFacts extends Pick<AppState, 'connection' | 'node' | 'nodes' | 'unread'> {
  /** Notifications are muted until then. */
  readonly mutedUntil: Millis | undefined
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const clockSeconds = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})

/** Times are clock times, because the tray is not redrawn every second. */
export function trayView({ connection, node, nodes, unread, mutedUntil }: TrayFacts): TrayView {
  const word = connectionWord(connection)
  const messages = unread === 1 ? '1 unread message' : `${unread} unread messages`
  const muteLabel =
    mutedUntil === undefined ? 'Mute for an hour' : `Unmute (muted until ${clock.format(mutedUntil)})`
  const view = (icon: TrayIcon, what: string, connectionLine: string): TrayView => ({
    icon,
    tooltip: `IMP Wallet: ${what}`,
    connectionLine,
    muteLabel
  })
  if (node === undefined) {
    const none = noNodeWords(nodes.length)
    return view('reconnecting', `${none.charAt(0).toLowerCase()}${none.slice(1)}`, none)
  }
  const place = nodeName(node)
  switch (connection.phase) {
    case 'blocked': {
      const why = connectFailureShort[connection.failure.code]
      return view('attention', why, `${word}: ${why}`)
    }
    case 'backoff': {
      const waits = waitingFor(connection, place)
      if (waits !== undefined) {
        const icon = isForPerson(connection) ? 'attention' : 'reconnecting'
        return view(icon, connectFailureShort[connection.failure.code], `${word}: ${waits}`)
      }
      const next = `next try at ${clockSeconds.format(connection.retryAt)}`
      return view('reconnecting', `reconnecting, ${next}`, `${word} to ${place}, ${next}`)
    }
    case 'idle':
    case 'connecting':
    case 'syncing':
      return view('reconnecting', word.toLowerCase(), `${word} to ${place}`)
    case 'ready': {
      const what = unread > 0 ? messages : 'connected'
      return view(unread > 0 ? 'unread' : 'connected', what, `${word} to ${place}`)
    }
  }
}

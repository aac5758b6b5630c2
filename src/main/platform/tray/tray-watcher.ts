import { spawn } from 'node:child_process'
import type { Clock } from '../../clock'

/** A panel that only starts anew is back by then, and Electron has registered the icon there. */
export const SETTLE_MS = 3_000
/** Where nothing can be heard, so often is looked. */
export const LISTEN_AGAIN_MS = 60_000

export interface TrayWatchDeps {
  readonly clock: Clock
  /** Something may have happened to the tray: it is to be looked for. */
  readonly changed: () => void
  /** Listens until it cannot any more. */
  readonly listen: (heard: () => void, ended: () => void) => void
}

/** Notices that the system's tray may have gone or come back, for as long as this program runs. */
export function watchTray({ clock, changed, listen }: TrayWatchDeps): void {
  let settling = false
  const heard = () => {
    if (settling) return
    settling = true
    clock.after(SETTLE_MS, () => {
      settling = false
      changed()
    })
  }
  const start = () => {
    listen(heard, () => {
      heard()
      clock.after(LISTEN_AGAIN_MS, start)
    })
  }
  start()
}

/**
 * The monitor's output ends when it does; and it ends with the input, which ends with this program, however that ends.
 * What a shell reads here is constant.
 */
const MONITOR = 'dbus-monitor --session "$@" & exec >&-; read -r _; kill $!'
/** Whoever draws the tray comes or goes. */
const RULES = [
  "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.kde.StatusNotifierWatcher'",
  "type='signal',interface='org.kde.StatusNotifierWatcher',member='StatusNotifierHostUnregistered'"
]

/** Listens on the session bus of a Linux desktop. It hears itself begin, too: nothing is missed before that. */
export function listenOnSessionBus(heard: () => void, ended: () => void): void {
  const monitor = spawn('/bin/sh', ['-c', MONITOR, 'sh', ...RULES], { stdio: ['pipe', 'pipe', 'ignore'] })
  monitor.on('error', () => undefined)
  monitor.stdout.on('data', heard)
  monitor.stdout.once('close', () => {
    monitor.stdin.end()
    ended()
  })
}

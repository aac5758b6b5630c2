import { spawn } from 'node:child_process'
import type { Clock } from '../../clock'

/**
 * Delay before checking the tray, so that a panel that only restarts is back and Electron has registered the icon
 * again.
 */
export const SETTLE_MS = 3_000
/** Interval of checks while the session bus cannot be monitored. */
export const FALLBACK_CHECK_MS = 60_000

export interface TrayWatchDeps {
  readonly clock: Clock
  /** The tray may have come or gone: check whether it is there. */
  readonly changed: () => void
  /** Listens until listening fails. */
  readonly listen: (heard: () => void, ended: () => void) => void
}

/** Watches, for the life of the process, for the system's tray to come or go. */
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
      clock.after(FALLBACK_CHECK_MS, start)
    })
  }
  start()
}

/** dbus-monitor is killed when our stdin pipe closes, even if this process crashes. The shell script is constant. */
const MONITOR = 'dbus-monitor --session "$@" & exec >&-; read -r _; kill $!'
/** Signals of the programs that draw a tray coming and going. */
const RULES = [
  "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.kde.StatusNotifierWatcher'",
  "type='signal',interface='org.kde.StatusNotifierWatcher',member='StatusNotifierHostUnregistered'"
]

/**
 * Monitors the session bus of a Linux desktop. The monitor also reports its own start, so no change before that is
 * missed.
 */
export function listenOnSessionBus(heard: () => void, ended: () => void): void {
  const monitor = spawn('/bin/sh', ['-c', MONITOR, 'sh', ...RULES], { stdio: ['pipe', 'pipe', 'ignore'] })
  monitor.on('error', () => undefined)
  monitor.stdout.on('data', heard)
  monitor.stdout.once('close', () => {
    monitor.stdin.end()
    ended()
  })
}

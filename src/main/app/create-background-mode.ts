import { join } from 'node:path'
import { app, nativeImage } from 'electron'
import type { OpenTarget } from '../../shared/ipc/contract'
import { createBadge } from '../platform/tray/badge'
import { Mute } from '../platform/notifications/mute'
import { BackgroundMode } from '../platform/tray/background-mode'
import { payFromClipboard } from '../platform/tray/pay-from-clipboard'
import { createTrayHandle, hasTray } from '../platform/tray/system-tray'
import { WalletTray } from '../platform/tray/tray'
import { listenOnSessionBus, watchTray } from '../platform/tray/tray-watcher'
import type { MainWindow } from '../platform/window/main-window'
import { background, type ReportBug } from '../background'
import type { Log } from '../log/log'
import type { StateBody } from '../../shared/domain/app-state'
import type { StateHub } from '../ipc/state-hub'
import { systemClock } from '../clock'

export interface BackgroundModeParts {
  readonly hub: StateHub
  readonly window: MainWindow
  readonly resources: string
  readonly open: (target: OpenTarget) => void
  readonly readClipboard: () => Promise<string>
  readonly reportBug: ReportBug
  readonly log: Log
}

/** Tray, badge and mute, updated whenever the state changes. */
export function createBackgroundMode({
  hub,
  window,
  resources,
  open,
  readClipboard,
  reportBug,
  log
}: BackgroundModeParts) {
  const { about } = hub.state
  const mute: Mute = new Mute(systemClock, () => presence.draw(hub.state))
  const tray = new WalletTray({
    create: (icon, onClick) => createTrayHandle(resources, icon, onClick),
    actions: {
      open: () => window.show(),
      newInvoice: () => open({ to: 'receive' }),
      payFromClipboard: () =>
        background(
          payFromClipboard({
            readClipboard,
            open,
            failed: (error) => log.error('clipboard-not-read', error)
          }),
          (error) => reportBug('pay-from-clipboard', error)
        ),
      toggleMute: () => mute.toggle(),
      quit: () => app.quit()
    }
  })
  const badge = createBadge({
    app,
    window: () => window.native,
    windows: about.platform === 'win32',
    overlay: () => nativeImage.createFromPath(join(resources, 'overlay.png'))
  })
  const presence = new BackgroundMode({
    platform: about.platform,
    tray,
    badge,
    mute,
    lookForTray: () => hasTray(about.platform),
    watchTray: (changed) => {
      // On other systems the tray always exists.
      if (about.platform === 'linux') watchTray({ clock: systemClock, changed, listen: listenOnSessionBus })
    },
    showWindow: () => window.show(),
    reportBug,
    trayFound: (found) => hub.update({ about: { ...about, tray: found } })
  })
  const draw = (state: StateBody) => presence.draw(state)
  /** Shows the window; a second call changes nothing. */
  const show = () => {
    draw(hub.state)
    hub.watch(draw)
  }
  return { presence, mute, show }
}

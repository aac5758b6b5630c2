import { join } from 'node:path'
import { app, nativeImage } from 'electron'
import type { OpenTarget } from '../../shared/ipc/contract'
import { createBadge } from '../desktop/badge'
import { Mute } from '../desktop/mute'
import { Presence } from '../desktop/presence'
import { createSystemTray, hasTray } from '../desktop/system-tray'
import { WalletTray } from '../desktop/tray'
import { listenOnSessionBus, watchTray } from '../desktop/tray-watch'
import type { MainWindow } from '../desktop/window'
import { background } from '../background'
import type { Log } from '../log/log'
import type { StateBody, StateHub } from '../ipc/state-hub'
import { systemClock } from '../wallet/clock'

export interface PresenceParts {
  readonly hub: StateHub
  readonly window: MainWindow
  readonly resources: string
  readonly open: (target: OpenTarget) => void
  readonly readClipboard: () => Promise<string>
  readonly log: Log
}

/** Tray, badge and mute, drawn anew whenever the state changes. */
export function wirePresence({ hub, window, resources, open, readClipboard, log }: PresenceParts) {
  const { about } = hub.state
  const mute: Mute = new Mute(systemClock, () => presence.draw(hub.state))
  const tray = new WalletTray({
    create: (icon, onClick) => createSystemTray(resources, icon, onClick),
    actions: {
      open: () => window.show(),
      newInvoice: () => open({ to: 'receive' }),
      payFromClipboard: () =>
        background(
          readClipboard().then((text) => open({ to: 'pay', text })),
          (error) => {
            log.error('clipboard-not-read', error)
          }
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
  const presence = new Presence({
    platform: about.platform,
    tray,
    badge,
    mute,
    lookForTray: () => hasTray(about.platform),
    watchTray: (changed) => {
      // Elsewhere the tray is a part of the system.
      if (about.platform === 'linux') watchTray({ clock: systemClock, changed, listen: listenOnSessionBus })
    },
    showWindow: () => window.show(),
    trayFound: (found) => hub.update({ about: { ...about, tray: found } })
  })
  const draw = (state: StateBody) => presence.draw(state)
  /** From now on; a second call changes nothing. */
  const show = () => {
    draw(hub.state)
    hub.watch(draw)
  }
  return { presence, mute, show }
}

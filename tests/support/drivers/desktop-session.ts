import { connectBus } from './desktop/bus'
import { NotificationDaemon } from './desktop/notifications'
import { TrayStandIn } from './desktop/tray'

/** A desktop as far as the wallet meets one on the session bus (Linux). */
export interface DesktopSession {
  readonly notifications: NotificationDaemon
  readonly tray: TrayStandIn
  /** Takes everything away again: the wallet then runs on a system that has neither. */
  stop(): void
}

/** To be started before the wallet, which looks for a tray when it starts. */
export async function startDesktop(): Promise<DesktopSession> {
  const bus = await connectBus()
  const notifications = await NotificationDaemon.start(bus)
  const tray = await TrayStandIn.start(bus)
  return { notifications, tray, stop: () => bus.disconnect() }
}

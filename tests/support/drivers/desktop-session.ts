import { connectBus } from './desktop/bus'
import { NotificationDaemon } from './desktop/notifications'
import { TrayStandIn } from './desktop/tray'

/** The parts of a Linux desktop that the wallet uses on the session bus: notifications and the tray. */
export interface DesktopSession {
  readonly notifications: NotificationDaemon
  readonly tray: TrayStandIn
  /** Removes both, so that the wallet runs on a system without them. */
  stop(): void
}

/** Start it before the wallet, because the wallet looks for a tray when it starts. */
export async function startDesktop(): Promise<DesktopSession> {
  const bus = await connectBus()
  const notifications = await NotificationDaemon.start(bus)
  const tray = await TrayStandIn.start(bus)
  return { notifications, tray, stop: () => bus.disconnect() }
}

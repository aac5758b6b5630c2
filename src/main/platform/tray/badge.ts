import type { App, BrowserWindow, NativeImage } from 'electron'

export interface BadgeDeps {
  readonly app: Pick<App, 'setBadgeCount'>
  readonly window: () => BrowserWindow | undefined
  readonly windows: boolean
  readonly overlay: () => NativeImage
}

/** Shows the number of unread messages on the app's icon, if the system supports it. */
export function createBadge({ app, window, windows, overlay }: BadgeDeps): (unread: number) => void {
  let shown = 0
  return (unread) => {
    if (unread === shown) return
    const more = unread > shown
    shown = unread
    if (!windows) {
      app.setBadgeCount(unread)
      return
    }
    const native = window()
    native?.setOverlayIcon(unread === 0 ? null : overlay(), unread === 0 ? '' : `${unread} unread`)
    if (native !== undefined && !native.isFocused()) native.flashFrame(more)
  }
}

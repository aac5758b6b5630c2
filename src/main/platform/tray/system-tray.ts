import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { TrayHandle } from './tray'
import type { TrayIcon } from './tray-view'

/** The image in the system's format: template images on macOS, icon files on Windows, PNG elsewhere. */
function image(resources: string, icon: TrayIcon): NativeImage {
  return nativeImage.createFromPath(join(resources, 'tray', fileOf(icon)))
}

function fileOf(icon: TrayIcon): string {
  if (process.platform === 'darwin') return join('mac', `${icon}Template.png`)
  return process.platform === 'win32' ? join('win', `${icon}.ico`) : join('linux', `${icon}.png`)
}

export function createTrayHandle(resources: string, icon: TrayIcon, onClick: () => void): TrayHandle {
  const tray = new Tray(image(resources, icon))
  // On macOS a click opens the menu.
  if (process.platform !== 'darwin') tray.on('click', onClick)
  return {
    setIcon: (next) => tray.setImage(image(resources, next)),
    setToolTip: (text) => tray.setToolTip(text),
    setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
    destroy: () => tray.destroy()
  }
}

const PROPERTY = [
  '--session',
  '--print-reply=literal',
  '--reply-timeout=1000',
  '--dest=org.kde.StatusNotifierWatcher',
  '/StatusNotifierWatcher',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.kde.StatusNotifierWatcher',
  'string:IsStatusNotifierHostRegistered'
]

/**
 * Whether a tray is certain to be visible. Linux desktops may have none (plain GNOME), and Electron does not report it;
 * the session bus does. Without an answer the result is false, so that nothing relies on a tray.
 * @see https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export function hasTray(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true)
  return new Promise((resolve) => {
    execFile('dbus-send', PROPERTY, { timeout: 2000 }, (error, stdout) => {
      resolve(error === null && /\btrue\b/u.test(stdout))
    })
  })
}

import type { About } from '../../../shared/domain/app-state'
import type { Settings } from '../../../shared/domain/settings'

export interface CloseSituation {
  readonly platform: About['platform']
  readonly setting: Settings['closeToTray']
  /** A tray is known to be visible. */
  readonly tray: boolean
  /** The person chose to quit, or the session ends. */
  readonly quitting: boolean
}

export type CloseAction = 'hide' | 'minimize' | 'quit'

/**
 * What closing the window does. Without a tray it never leaves an invisible running wallet. On macOS the Dock brings
 * the window back.
 */
export function onClose({ platform, setting, tray, quitting }: CloseSituation): CloseAction {
  if (quitting) return 'quit'
  if (platform === 'darwin') return 'hide'
  switch (setting) {
    case 'on':
      return tray ? 'hide' : 'minimize'
    case 'off':
      return 'quit'
    case 'auto':
      return platform === 'win32' && tray ? 'hide' : 'quit'
  }
}

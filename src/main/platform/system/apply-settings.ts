import { nativeTheme, type App } from 'electron'
import type { Settings } from '../../../shared/domain/settings'
import type { Log } from '../../log/log'
import { setStartAtLogin } from './autostart'

/**
 * Applies settings to the system. At the start only the theme is applied, because the other two persist in the system;
 * later, every setting that changed.
 */
export function createApplySettings(app: App, log: Log) {
  let applied: Settings | undefined
  return (settings: Settings): void => {
    const before = applied
    applied = settings
    if (before?.theme !== settings.theme) nativeTheme.themeSource = settings.theme
    // A checkout has no installed program that the system could start or open links with.
    if (!app.isPackaged) return
    try {
      if (before !== undefined && before.startAtLogin !== settings.startAtLogin)
        setStartAtLogin(app, settings.startAtLogin)
      if (before !== undefined && before.handleLightningLinks !== settings.handleLightningLinks)
        handleLinks(app, settings.handleLightningLinks)
    } catch (error) {
      log.error('system-settings', error)
    }
  }
}

function handleLinks(app: App, on: boolean): void {
  if (on) app.setAsDefaultProtocolClient('lightning')
  else app.removeAsDefaultProtocolClient('lightning')
}

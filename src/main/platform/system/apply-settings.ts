import { nativeTheme, type App } from 'electron'
import type { Settings } from '../../../shared/domain/settings'
import type { Log } from '../../log/log'
import { setStartAtLogin } from './autostart'

/** Brings the system in line with the settings: with all of them at the start, later with what changed. */
export function createApplySettings(app: App, log: Log) {
  let applied: Settings | undefined
  return (settings: Settings): void => {
    const before = applied
    applied = settings
    if (before?.theme !== settings.theme) nativeTheme.themeSource = settings.theme
    // A checkout has no stable program that the system could start or hand links to.
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

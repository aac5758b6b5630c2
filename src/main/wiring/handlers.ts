import { join } from 'node:path'
import { app, clipboard, ClipboardItem, dialog, ipcMain, nativeImage, shell } from 'electron'
import type { ExportProgress } from '../../shared/domain/activity'
import type { Settings } from '../../shared/domain/settings'
import { copyPicture } from '../desktop/copy-picture'
import { chromiumLicences, readLicences, runtimeFolder } from '../desktop/licences'
import type { ProfilePaths } from '../desktop/profile'
import { Exporter } from '../desktop/exporter'
import { createAskFolder, createAskWhere, createSaveFile } from '../desktop/save-file'
import type { Updates } from '../desktop/updates/updates'
import type { MainWindow } from '../desktop/window'
import { activityHandlers } from '../ipc/handlers/activity'
import { appHandlers } from '../ipc/handlers/app'
import { inboxHandlers } from '../ipc/handlers/inbox'
import { invoiceHandlers } from '../ipc/handlers/invoices'
import { payHandlers } from '../ipc/handlers/pay'
import { settingsHandlers } from '../ipc/handlers/settings'
import { updateHandlers } from '../ipc/handlers/updates'
import { oneAtATime, type AskConsent } from '../ipc/consent'
import type { Page } from '../ipc/page'
import { registerHandlers } from '../ipc/register'
import type { PageOrigin } from '../ipc/sender'
import type { CurrentSession } from '../ipc/serve'
import type { StateHub } from '../ipc/state-hub'
import type { Log } from '../log/log'
import type { Connecting } from '../session/connecting'
import type { SettingsStore } from '../settings/settings-store'

export interface HandlerParts {
  readonly origin: PageOrigin
  readonly paths: ProfilePaths
  readonly hub: StateHub
  readonly page: Page
  readonly window: MainWindow
  readonly session: CurrentSession
  readonly connecting: Connecting
  readonly settings: SettingsStore
  readonly updates: Updates
  readonly settingsChanged: (settings: Settings) => void
  readonly readClipboard: () => Promise<string>
  readonly askConsent: AskConsent
  readonly log: Log
}

/** Opens every call of the contract to the page. */
export function wireHandlers(parts: HandlerParts): void {
  const { origin, paths, hub, page, window, session, connecting, settings, log } = parts
  const askWhere = createAskWhere(app, dialog, () => window.native)
  const saveFile = createSaveFile(askWhere)
  const progress = (of: ExportProgress) => page.send('exporting', of)
  const askFolder = createAskFolder(app, dialog, () => window.native)
  const exporter = new Exporter({ askWhere, askFolder, progress, now: () => performance.now() })
  const askConsent = oneAtATime(parts.askConsent)
  const runtime = runtimeFolder(process.platform)
  const folders = { data: paths.userData, logs: paths.logs }
  registerHandlers(
    {
      app: appHandlers({
        hub,
        page,
        // Waits where the system's clipboard answers later, as it does from Electron 44 on.
        writeClipboard: async (text) => await clipboard.writeText(text),
        openFolder: async (which) => void (await shell.openPath(folders[which])),
        licences: () => readLicences(join(__dirname, '../licences'), runtime),
        openChromiumLicences: async () => void (await shell.openPath(chromiumLicences(runtime)))
      }),
      updates: updateHandlers(parts.updates),
      connection: connecting,
      invoices: invoiceHandlers(session, saveFile, (png) =>
        copyPicture({ clipboard, nativeImage, ClipboardItem }, png)
      ),
      pay: payHandlers(session, parts.readClipboard, askConsent),
      inbox: inboxHandlers(session, saveFile, askConsent),
      activity: activityHandlers(session, saveFile, exporter),
      settings: settingsHandlers({
        store: settings,
        node: () => hub.state.node?.id,
        askConsent,
        changed: parts.settingsChanged
      })
    },
    { ipcMain, page: origin, log }
  )
}

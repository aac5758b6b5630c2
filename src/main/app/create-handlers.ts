import { join } from 'node:path'
import { app, clipboard, ClipboardItem, dialog, ipcMain, nativeImage, shell } from 'electron'
import type { ExportProgress } from '../../shared/domain/activity'
import type { Settings } from '../../shared/domain/settings'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import { copyPicture } from '../platform/files/copy-picture'
import { chromiumLicences, readLicences, runtimeFolder } from '../platform/files/licences'
import type { ProfilePaths } from '../platform/process/profile'
import { Exporter } from '../platform/files/exporter'
import { createChoosePaths } from '../platform/dialogs/choose-paths'
import { createAskFolder, createAskWhere, createSaveFile } from '../platform/files/save-file'
import type { Updates } from '../platform/updates/updates'
import type { MainWindow } from '../platform/window/main-window'
import { activityHandlers } from '../ipc/handlers/activity'
import { appHandlers } from '../ipc/handlers/app'
import { inboxHandlers } from '../ipc/handlers/inbox'
import { invoiceHandlers } from '../ipc/handlers/invoices'
import { payHandlers } from '../ipc/handlers/pay'
import { settingsHandlers } from '../ipc/handlers/settings'
import { updateHandlers } from '../ipc/handlers/updates'
import { nodeTitle } from '../../shared/copy/node-name'
import { oneAtATime, type ConsentDialog } from '../ipc/consent'
import type { Page } from '../ipc/page'
import { registerHandlers } from '../ipc/register'
import type { PageOrigin } from '../page-origin'
import type { CurrentSession } from '../wallet/api'
import type { StateHub } from '../ipc/state-hub'
import type { Log } from '../log/log'
import type { NodeManager } from './node-manager'
import type { SettingsStore } from '../settings/settings-store'

export interface HandlerParts {
  readonly origin: PageOrigin
  readonly paths: ProfilePaths
  readonly hub: StateHub
  readonly page: Page
  readonly window: MainWindow
  readonly session: CurrentSession
  readonly connecting: NodeManager
  readonly pairing: Handlers<ContractCalls>['pairing']
  readonly settings: SettingsStore
  readonly updates: Updates
  readonly settingsChanged: (settings: Settings) => void
  readonly readClipboard: () => Promise<string>
  readonly consentDialog: ConsentDialog
  readonly log: Log
}

/** Registers every call of the contract. */
export function createHandlers(parts: HandlerParts): void {
  const { origin, paths, hub, page, window, session, connecting, pairing, settings, log } = parts
  const askWhere = createAskWhere(app, dialog, () => window.native)
  const saveFile = createSaveFile(askWhere)
  const progress = (of: ExportProgress) => page.send('exporting', of)
  const askFolder = createAskFolder(
    app,
    createChoosePaths(dialog, () => window.native)
  )
  const exporter = new Exporter({ askWhere, askFolder, progress, now: () => performance.now() })
  const askConsent = oneAtATime(parts.consentDialog)
  const runtime = runtimeFolder(process.platform)
  const activeNode = () => {
    const { node } = hub.state
    return node === undefined ? undefined : { id: node.id, name: nodeTitle(node) }
  }
  const folders = { data: paths.userData, logs: paths.logs }
  registerHandlers(
    {
      app: appHandlers({
        hub,
        page,
        // The clipboard is asynchronous from Electron 44 on.
        writeClipboard: async (text) => await clipboard.writeText(text),
        openFolder: async (which) => void (await shell.openPath(folders[which])),
        licences: () => readLicences(join(__dirname, '../licences'), runtime),
        openChromiumLicences: async () => void (await shell.openPath(chromiumLicences(runtime)))
      }),
      updates: updateHandlers(parts.updates),
      connection: connecting,
      pairing,
      invoices: invoiceHandlers(session, saveFile, (png) =>
        copyPicture({ clipboard, nativeImage, ClipboardItem }, png)
      ),
      pay: payHandlers(session, parts.readClipboard, askConsent, activeNode),
      inbox: inboxHandlers(session, saveFile, askConsent, activeNode),
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

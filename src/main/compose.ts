import { join } from 'node:path'
import { app, clipboard, dialog, ipcMain, nativeImage, safeStorage, shell } from 'electron'
import { NO_CAPABILITIES } from '../shared/domain/node'
import { sat } from '../shared/money'
import { aboutThisRun } from './desktop/about'
import { createAsk } from './desktop/ask'
import { createBadge } from './desktop/badge'
import { createPageCrashHandler } from './desktop/crash'
import { DemoNodeProcess } from './desktop/demo-node'
import { paymentLink, paymentLinkIn, startsHidden } from './desktop/links'
import { setApplicationMenu } from './desktop/menu'
import { Mute } from './desktop/mute'
import type { PageSource } from './desktop/page-source'
import { Presence } from './desktop/presence'
import * as problems from './desktop/problems'
import type { ProfilePaths } from './desktop/profile'
import { createSaveFile } from './desktop/save-file'
import { createApplySettings } from './desktop/system-settings'
import { createSystemTray, hasTray } from './desktop/system-tray'
import { WalletTray } from './desktop/tray'
import { MainWindow } from './desktop/window'
import { activityHandlers } from './ipc/handlers/activity'
import { appHandlers } from './ipc/handlers/app'
import { inboxHandlers } from './ipc/handlers/inbox'
import { invoiceHandlers } from './ipc/handlers/invoices'
import { payHandlers } from './ipc/handlers/pay'
import { settingsHandlers } from './ipc/handlers/settings'
import { Page } from './ipc/page'
import { registerHandlers } from './ipc/register'
import { StateHub } from './ipc/state-hub'
import type { Log } from './log/log'
import { ActiveNode } from './session/active-node'
import { Connecting } from './session/connecting'
import { keepRecordsAside, recordsFile } from './session/records'
import { JsonFile } from './settings/json-file'
import { SavedNodes } from './settings/saved-nodes'
import { Secrets } from './settings/secrets'
import { SettingsStore } from './settings/settings-store'
import { WindowPlaces } from './settings/window-place'
import { systemClock } from './wallet/clock'

export interface Surroundings {
  readonly paths: ProfilePaths
  readonly source: PageSource
  readonly log: Log
}

/** The wallet as the app's life cycle drives it. */
export interface Wallet {
  /** `givenNode`: an address that takes the place of the saved choice. */
  start(argv: readonly string[], givenNode: string | undefined): void
  /** Somebody started the wallet while it runs. */
  startedAgain(argv: readonly string[]): void
  openLink(url: string): void
  show(): void
  /** The machine woke up. */
  wokeUp(): void
  /** From now on closing the window closes it. */
  quitting(): void
  /** Resolves when everything is safely closed. */
  close(): Promise<void>
}

/** gRPC and SQLite are half of the program: they are loaded while the window already comes up. */
const nodeClient = () => import('./session/open-node')

/** Constructs everything and connects it. Called once, when Electron is ready. */
export function compose({ paths, source, log }: Surroundings): Wallet {
  const { userData } = paths
  const bundle = (...parts: string[]) => join(__dirname, ...parts)
  const resources = join(app.getAppPath(), 'resources')
  const file = (name: string) => new JsonFile(join(userData, name))
  let isQuitting = false

  // What is on disk.
  const ask = createAsk(dialog, () => window.native)
  const damaged = (damage: { readonly file: string; readonly keptAt: string | undefined }) =>
    void ask(problems.settingsDamaged(damage.file, damage.keptAt))
  const settings = new SettingsStore(file('settings.json'), damaged)
  const nodes = new SavedNodes(file('nodes.json'), damaged)
  const secrets = new Secrets(file('keys.json'), safeStorage, damaged)
  const places = new WindowPlaces(file('window.json'))

  // The state and the page that shows it.
  const about = aboutThisRun()
  const noNode = {
    connection: { phase: 'idle' as const },
    node: undefined,
    identity: undefined,
    capabilities: NO_CAPABILITIES,
    balanceSat: undefined,
    oneClickSpentSat: sat(0n),
    unread: 0
  }
  const page = new Page()
  const hub = new StateHub(
    { ...noNode, settings: settings.current, secretStorage: 'memory', about },
    (event, payload) => page.send(event, payload)
  )
  const window: MainWindow = new MainWindow({
    url: source.url,
    preload: bundle('../preload/index.js'),
    icon: process.platform === 'linux' ? join(resources, 'icons', '512x512.png') : undefined,
    places,
    loading: (contents) => page.loading(contents),
    gone: () => page.gone(),
    focused: () => active.session?.focused(),
    closing: (native) => {
      const action = presence.onClose(settings.current.closeToTray, isQuitting)
      if (action === 'hide') native.hide()
      if (action === 'minimize') native.minimize()
      return action !== 'quit'
    },
    crashed: createPageCrashHandler({
      reload: () => window.reload(),
      ask: () => ask(problems.pageKeepsCrashing),
      quit: () => app.quit(),
      log,
      now: Date.now
    })
  })
  const open = (target: Parameters<Page['open']>[0]) => {
    page.open(target)
    window.show()
  }
  const readClipboard = async () => await clipboard.readText()

  // The desktop around the window.
  const mute: Mute = new Mute(systemClock, () => presence.draw(hub.state))
  const presence = new Presence({
    platform: about.platform,
    tray: new WalletTray({
      create: (icon, onClick) => createSystemTray(resources, icon, onClick),
      actions: {
        open: () => window.show(),
        newInvoice: () => open({ to: 'receive' }),
        payFromClipboard: () => void readClipboard().then((text) => open({ to: 'pay', text })),
        toggleMute: () => mute.toggle(),
        quit: () => app.quit()
      }
    }),
    badge: createBadge({
      app,
      window: () => window.native,
      windows: process.platform === 'win32',
      overlay: () => nativeImage.createFromPath(join(resources, 'overlay.png'))
    }),
    mute,
    lookForTray: () => hasTray(process.platform),
    trayFound: (tray) => hub.update({ about: { ...about, tray } })
  })
  hub.watch((state) => presence.draw(state))
  const applySettings = createApplySettings(app, log)

  // The node in use.
  const active: ActiveNode<'corrupt' | 'from-the-future' | 'unreadable'> = new ActiveNode({
    open: async (profile, listener) => {
      const { openNode } = await nodeClient()
      return openNode({ userData, secrets, settings: () => settings.current, log }, profile, listener)
    },
    listener: {
      stateChanged: (state) => hub.update(state),
      changed: (change) => hub.changed(change),
      messagesArrived: () => undefined,
      invoicePaid: () => undefined,
      paymentEnded: () => undefined
    },
    switched: (node, session) => hub.update({ ...noNode, ...session?.state, node }),
    mend: async (profile, failure) => {
      log.warn('records-not-opened', { code: failure.code })
      const records = recordsFile(userData, profile.id)
      const choice = await ask(problems.recordsProblems[failure.code](records, failure.detail))
      if (choice === 'start-new') keepRecordsAside(records)
      if (choice === 'quit') app.quit()
      return choice === 'start-new' || choice === 'retry'
    }
  })
  const connecting: Connecting = new Connecting({
    probe: async ({ address, security, apiKey }) => {
      const { probeNode } = await nodeClient()
      const probed = await probeNode({ profile: { address, security }, apiKey })
      return probed.ok ? { kind: 'connected' } : { kind: 'failed', failure: probed.error }
    },
    nodes,
    secrets,
    active,
    demoNode: new DemoNodeProcess({
      module: bundle('demo-node.js'),
      stateFile: join(userData, 'demo-node.json'),
      lost: () => {
        if (!isQuitting) resume(undefined)
      }
    }),
    notSaved: () => void ask(problems.notSaved)
  })
  const resume = (givenNode: string | undefined) =>
    void connecting.resume(givenNode).then((resumed) => {
      if (resumed.ok) return
      void ask(
        resumed.error.code === 'bad-address'
          ? problems.badGivenAddress(givenNode ?? '')
          : problems.demoNodeFailed
      )
    })

  // What the page may call.
  const current = () => active.session
  const saveFile = createSaveFile(app, dialog, () => window.native)
  registerHandlers(
    {
      app: appHandlers({
        hub,
        page,
        writeClipboard: async (text) => await clipboard.writeText(text),
        openFolder: async (which) => void (await shell.openPath(which === 'data' ? userData : paths.logs))
      }),
      connection: connecting,
      invoices: invoiceHandlers(current, saveFile),
      pay: payHandlers(current, readClipboard),
      inbox: inboxHandlers(current, saveFile),
      activity: activityHandlers(current),
      settings: settingsHandlers(settings, (changed) => {
        applySettings(changed)
        hub.update({ settings: changed })
      })
    },
    { ipcMain, page: source.origin, log }
  )
  setApplicationMenu({ mac: process.platform === 'darwin', dev: __DEV__, open })

  const openLink = (link: string | undefined) => {
    if (link !== undefined) open({ to: 'pay', text: link })
  }
  return {
    start: (argv, givenNode) => {
      applySettings(settings.current)
      const link = paymentLinkIn(argv)
      if (link !== undefined) page.open({ to: 'pay', text: link })
      window.create(link !== undefined || !startsHidden(argv))
      resume(givenNode)
      hub.update({ secretStorage: secrets.storage })
      void presence.lookForTray()
    },
    startedAgain: (argv) => {
      window.show()
      openLink(paymentLinkIn(argv))
    },
    openLink: (url) => openLink(paymentLink(url)),
    show: () => window.show(),
    wokeUp: () => active.session?.retryNow(),
    quitting: () => {
      isQuitting = true
    },
    close: async () => {
      await active.leave()
      hub.dispose()
    }
  }
}

import { join } from 'node:path'
import { app, clipboard, dialog } from 'electron'
import type { OpenTarget } from '../../shared/ipc/contract'
import { aboutThisRun } from '../platform/process/about'
import { createAsk } from '../platform/dialogs/ask'
import { createConsentDialog } from '../platform/dialogs/consent'
import { createPageCrashHandler } from '../platform/process/crash'
import { LinkBurst, paymentLink, paymentLinkIn, startsHidden } from '../platform/system/payment-links'
import { setApplicationMenu } from '../platform/window/menu'
import type { PageSource } from '../platform/window/page-source'
import * as problems from '../platform/dialogs/problem-dialogs'
import type { ProfilePaths } from '../platform/process/profile'
import { createApplySettings } from '../platform/system/apply-settings'
import { MainWindow } from '../platform/window/main-window'
import { Page } from '../ipc/page'
import { StateHub } from '../ipc/state-hub'
import type { Log } from '../log/log'
import { createProfileFiles } from './create-profile-files'
import { createHandlers } from './create-handlers'
import { createNodeManager } from './create-node-manager'
import { NO_NODE } from './shown-nodes'
import { createNotifications } from './create-notifications'
import { createBackgroundMode } from './create-background-mode'
import { createUpdates } from './create-updates'
import { background, type ReportBug } from '../background'

export interface AppOptions {
  readonly paths: ProfilePaths
  readonly source: PageSource
  readonly log: Log
  /** Makes the log redact a secret. */
  readonly hide: (secret: string) => void
}

/** The wallet as the life cycle of the app controls it. */
export interface Wallet {
  /** `givenNode`: an address that replaces the saved choice. */
  start(argv: readonly string[], givenNode: string | undefined): void
  /** The wallet was started again while it runs. */
  startedAgain(argv: readonly string[]): void
  openLink(url: string): void
  show(): void
  /** The computer woke up. */
  wokeUp(): void
  /** From now on closing the window really closes it. */
  quitting(): void
  /** Resolves when everything is safely closed. */
  close(): Promise<void>
}

/** Constructs everything and connects it. Called once, when Electron is ready. */
export function createApp({ paths, source, log, hide }: AppOptions): Wallet {
  const { userData } = paths
  const resources = join(app.getAppPath(), 'resources')
  const ask = createAsk(dialog, () => window.native)
  const reportBug: ReportBug = (where, error) => log.error('bug', error, { where })
  /** Shows a problem without a choice. */
  const tell = (problem: problems.Problem<string>) =>
    background(ask(problem), (error) => reportBug('problem-not-shown', error))
  const files = createProfileFiles(userData, hide, (what, damage) => {
    log.warn('file-damaged', { what })
    setImmediate(() => {
      tell(problems.profileFileDamaged(what, damage))
    })
  })
  const { settings, secrets, places } = files
  let isQuitting = false

  const page = new Page()
  const about = aboutThisRun()
  const hub = new StateHub(
    {
      ...NO_NODE,
      pairing: undefined,
      settings: settings.current,
      secretStorage: 'memory',
      about,
      updates: { phase: 'off', why: 'development' }
    },
    (event, payload) => page.send(event, payload)
  )
  const window: MainWindow = new MainWindow({
    url: source.url,
    preload: join(__dirname, '../preload/index.js'),
    icon: about.platform === 'linux' ? join(resources, 'icons', '512x512.png') : undefined,
    places,
    loading: (contents) => page.loading(contents),
    gone: () => page.gone(),
    painted: () => {
      setApplicationMenu({ mac: about.platform === 'darwin', dev: __DEV__, open })
      showPresence()
      // Not earlier: a locked keychain asks the person for a password and blocks this process until then.
      hub.update({ secretStorage: secrets.storage })
    },
    focused: () => {
      notices.seen()
      node.session()?.focused()
    },
    onClose: () => presence.onClose(settings.current.closeToTray, isQuitting),
    hidden: () => lookForTray(presence.windowHidden()),
    shown: () => presence.windowShown(),
    crashed: createPageCrashHandler({
      reload: () => window.reload(),
      ask: () => ask(problems.pageKeepsCrashing),
      quit: () => app.quit(),
      log,
      now: Date.now
    }),
    reportBug
  })
  const open = (target: OpenTarget) => {
    page.open(target)
    window.show()
  }
  const links = new LinkBurst((text, raise) => {
    page.open({ to: 'pay', text, from: 'link' })
    if (raise) window.show()
  })
  const lookForTray = (looked: Promise<unknown>) =>
    background(looked, (error) => reportBug('tray-check', error))
  const readClipboard = async () => await clipboard.readText()

  const {
    presence,
    mute,
    show: showPresence
  } = createBackgroundMode({ hub, window, resources, open, readClipboard, reportBug, log })
  const notices = createNotifications({ hub, window, session: () => node.session(), mute, open, log })
  const node = createNodeManager({
    userData,
    demoNodeModule: join(__dirname, 'demo-node.js'),
    lndNodeModule: join(__dirname, 'lnd-node.js'),
    window: () => window.native,
    files,
    hide,
    hub,
    ask,
    tell,
    log
  })
  notices.listenTo(node.events)
  const updates = createUpdates({
    userData,
    hub,
    session: node.session,
    closeWallet: () => node.close(),
    log
  })
  const applySettings = createApplySettings(app, log)
  createHandlers({
    origin: source.origin,
    paths,
    hub,
    page,
    window,
    session: node.session,
    connecting: node.connecting,
    pairing: node.pairing,
    settings,
    settingsChanged: (changed) => {
      applySettings(changed)
      hub.update({ settings: changed })
    },
    updates,
    readClipboard,
    consentDialog: createConsentDialog(ask),
    log
  })
  return {
    start: (argv, givenNode) => {
      applySettings(settings.current)
      const link = paymentLinkIn(argv)
      if (link !== undefined) page.open({ to: 'pay', text: link, from: 'link' })
      const show = link !== undefined || !startsHidden(argv)
      window.create(show)
      node.resume(givenNode)
      updates.start()
      // Starts a program, so it waits until the page is loaded.
      window.native?.once('ready-to-show', () =>
        lookForTray(show ? presence.lookForTray() : presence.windowHidden())
      )
    },
    startedAgain: (argv) => {
      const link = paymentLinkIn(argv)
      if (link === undefined) window.show()
      else links.arrived(link)
    },
    openLink: (url) => {
      const link = paymentLink(url)
      if (link !== undefined) links.arrived(link)
    },
    show: () => window.show(),
    wokeUp: () => node.lookAgain(),
    quitting: () => {
      isQuitting = true
    },
    close: async () => {
      links.dispose()
      updates.stop()
      await node.close()
      hub.dispose()
    }
  }
}

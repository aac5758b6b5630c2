import { join } from 'node:path'
import { app, dialog, Menu, powerMonitor, protocol } from 'electron'
import { createApp, type Wallet } from './app/create-app'
import { APP_SCHEME_PRIVILEGES, prepareToServe, serveApp } from './platform/window/app-scheme'
import { HIDDEN, openedAtLogin } from './platform/system/autostart'
import { installCrashHandlers } from './platform/process/crash'
import { guardContents } from './platform/window/guards'
import { showLast } from './platform/dialogs/ask'
import { mustStop } from './platform/dialogs/problem-dialogs'
import { stopWithoutProfile } from './platform/dialogs/no-profile'
import { pageSource } from './platform/window/page-source'
import { makeProfilePrivate, tightenModes } from './platform/files/private-files'
import { isLockHeld, prepareProfile, profilePaths } from './platform/process/profile'
import { closeBeforeQuit } from './platform/process/quit'
import { background } from './background'
import { createFileLog } from './log/log'
import { SecretValues } from './log/secret-values'

const paths = profilePaths(app, process.env.IMP_WALLET_DATA_DIR)
const secretValues = new SecretValues()
const log = createFileLog(paths.logFile, secretValues)
// Must be installed before anything that can fail.
installCrashHandlers(app, () => showLast(dialog, mustStop), log)
const profile = prepareProfile(app, paths.userData)
try {
  if (profile.ok) makeProfilePrivate(paths.userData)
} catch (error) {
  // The folder belongs to another user. The wallet continues with the modes that its files have.
  log.error('profile-not-private', error)
}

// Only root gets here with this switch (index.ts). Chromium has no sandbox for root, and enabling it would end the app.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.setAppUserModelId('io.github.imp-wallet')
// Otherwise Electron creates a default menu. Ours is set with the window.
Menu.setApplicationMenu(null)
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES])

const source = pageSource(process.env.ELECTRON_RENDERER_URL)
guardContents(app, source.origin, log)

function run(): void {
  // macOS delivers the link of a cold start before the app is ready.
  let wallet: Wallet | undefined
  let early: string | undefined
  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (wallet === undefined) early = url
    else wallet.openLink(url)
  })
  app.on('second-instance', (_event, argv) => wallet?.startedAgain(argv))
  app.on('activate', () => wallet?.show())
  app.on('window-all-closed', () => app.quit())
  // Runs while Electron is still starting.
  setImmediate(prepareToServe)
  const ready = app.whenReady().then(() => {
    serveApp(protocol, join(__dirname, '../renderer'))
    const started = createApp({
      paths,
      source,
      log,
      hide: (secret) => {
        secretValues.add(secret)
      }
    })
    wallet = started
    closeBeforeQuit(app, started, log)
    powerMonitor.on('resume', () => started.wokeUp())
    const argv = [
      ...process.argv,
      ...(early === undefined ? [] : [early]),
      ...(openedAtLogin(app) ? [HIDDEN] : [])
    ]
    started.start(argv, process.env.IMP_WALLET_NODE)
    background(tightenModes(paths.userData), (error) => {
      log.error('modes-not-tightened', error)
    })
    log.info('started', { version: __APP_VERSION__, electron: process.versions.electron })
  })
  background(ready, (error) => {
    // Passed on to the crash handlers, because a half-started wallet must not continue.
    throw error
  })
}

if (!profile.ok) stopWithoutProfile(app, dialog, log, paths.userData, profile.error.detail ?? '')
else if (app.requestSingleInstanceLock()) run()
else if (isLockHeld(paths.userData, process.platform)) app.quit()
else stopWithoutProfile(app, dialog, log, paths.userData, 'its lock file cannot be created')

import type { App } from 'electron'
import { AppImageUpdater, type AppUpdater, MacUpdater, NsisUpdater } from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import type { UpdateFailure } from '../../../shared/domain/update'
import { fail, ok } from '../../../shared/result'
import { errorCode } from '../../error-text'
import { describeError } from '../../log/redact'
import type { UpdateFeed } from './feed'
import type { NewestSeen } from './newest-seen'
import { NotSigned, OldFeed, SignedFeed } from './signed-feed'
import type { Updater } from './updates'

/** Error codes of electron-updater for a file that differs from the one in the feed. */
const NOT_TRUSTED = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE'])

/** electron-updater on a signed feed, with all automatic behaviour off. Loaded at the first check. */
export function createElectronUpdater(app: App, feed: UpdateFeed, newestSeen: NewestSeen): Updater {
  const updater = updaterOf(process.platform)
  updater.autoDownload = false
  // A signed feed of an earlier release must not lead back to that release.
  updater.allowDowngrade = false
  updater.autoInstallOnAppQuit = false
  updater.disableWebInstaller = true
  // Its log lines may contain paths and URLs. Failures are returned to the caller.
  updater.logger = null
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class extends SignedFeed {
      constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
        super(feed, newestSeen, runtime)
      }
    }
  })
  // guards.ts blocks the network for every session. This one may reach the feed and, over TLS, where the feed
  // redirects.
  const { origin } = new URL(feed.url)
  updater.netSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith('https://') && new URL(url).origin !== origin })
  )
  const online = updater.netSession.setProxy({ mode: 'system' })
  return {
    find: async () => {
      try {
        await online
        const found = await updater.checkForUpdates()
        return ok(found?.isUpdateAvailable === true ? found.updateInfo.version : undefined)
      } catch (error) {
        return fail(failureOf(error), describeError(error))
      }
    },
    download: async () => {
      try {
        await updater.downloadUpdate()
        return ok(undefined)
      } catch (error) {
        return fail(failureOf(error), describeError(error))
      }
    },
    installAndRestart: () => {
      // The new version may start before this process has ended.
      app.releaseSingleInstanceLock()
      // If the installation fails, the person gets a running wallet back.
      updater.once('error', () => {
        app.relaunch()
        app.exit(0)
      })
      updater.quitAndInstall(true, true)
    }
  }
}

function updaterOf(platform: NodeJS.Platform): AppUpdater {
  if (platform === 'darwin') return new MacUpdater()
  return platform === 'win32' ? new NsisUpdater() : new AppImageUpdater()
}

function failureOf(error: unknown): UpdateFailure {
  if (error instanceof NotSigned) return 'not-trusted'
  if (error instanceof OldFeed) return 'old-feed'
  return NOT_TRUSTED.has(errorCode(error)) ? 'not-trusted' : 'no-answer'
}

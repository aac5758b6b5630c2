import { join } from 'node:path'
import { app } from 'electron'
import { feedOf } from '../platform/updates/feed'
import { NewestSeen } from '../platform/updates/newest-seen'
import { Updates } from '../platform/updates/updates'
import type { StateHub } from '../ipc/state-hub'
import type { CurrentSession } from '../wallet/api'
import type { Log } from '../log/log'
import { JsonFile } from '../settings/json-file'
import { systemClock } from '../clock'

export interface UpdateParts {
  readonly userData: string
  readonly hub: StateHub
  readonly session: CurrentSession
  readonly closeWallet: () => Promise<void>
  readonly log: Log
}

/** Updates of this program, if it has an update server. */
export function createUpdates({ userData, hub, session, closeWallet, log }: UpdateParts): Updates {
  const feed = feedOf({
    isPackaged: app.isPackaged,
    platform: process.platform,
    resources: process.resourcesPath,
    appImage: process.env['APPIMAGE']
  })
  if (!feed.ok && feed.error.detail !== undefined) log.warn('update-feed', { detail: feed.error.detail })
  const updates = new Updates(
    {
      clock: systemClock,
      log,
      createUpdater: async () => {
        if (!feed.ok) throw new Error('there is no feed to look at')
        const { createElectronUpdater } = await import('../platform/updates/electron-updates')
        const newestSeen = new NewestSeen(new JsonFile(join(userData, 'newest-version.json')))
        return createElectronUpdater(app, feed.value, newestSeen)
      },
      isPaying: () => session()?.isPaying ?? false,
      closeWallet,
      changed: (state) => hub.update({ updates: state })
    },
    feed.ok ? undefined : feed.error.code
  )
  hub.update({ updates: updates.state })
  return updates
}

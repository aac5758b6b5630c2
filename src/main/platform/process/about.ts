import type { About } from '../../../shared/domain/app-state'

function platform(): About['platform'] {
  const { platform } = process
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}

/** What runs here. `tray` is settled later, where the system has to be asked. */
export function aboutThisRun(): About {
  const { electron, chrome, node } = process.versions
  return {
    version: __APP_VERSION__,
    electron: electron ?? '',
    chromium: chrome ?? '',
    node: node ?? '',
    platform: platform(),
    tray: false
  }
}

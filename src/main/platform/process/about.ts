import type { About } from '../../../shared/domain/app-state'

function platform(): About['platform'] {
  const { platform } = process
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}

/** Versions and platform of this run. `tray` is updated later, because the system may have to be asked. */
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

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'

/** Starts the wallet without its window. */
export const HIDDEN = '--hidden'

/**
 * The start at login on Linux, where Electron's login items do nothing.
 * @see https://specifications.freedesktop.org/autostart-spec/latest/
 */
export function autostartEntry(executable: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=IMP Wallet',
    `Exec=${quoteExec(executable)} ${HIDDEN}`,
    'Icon=imp-wallet',
    'X-GNOME-Autostart-enabled=true',
    ''
  ].join('\n')
}

/**
 * Quotes a path for an Exec line: reserved characters by a backslash, which the file's own string escaping doubles, and
 * `%`, which would start a field code, by itself.
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
function quoteExec(path: string): string {
  return `"${path.replace(/["`$\\]/gu, (sign) => `\\\\${sign === '\\' ? '\\\\' : sign}`).replaceAll('%', '%%')}"`
}

export function autostartFile(env: NodeJS.ProcessEnv, home = homedir()): string {
  const config = env.XDG_CONFIG_HOME
  return join(
    config !== undefined && config.startsWith('/') ? config : join(home, '.config'),
    'autostart',
    'imp-wallet.desktop'
  )
}

/** Makes the wallet start hidden at login, or not. For an installed app: a checkout has no stable way to be started. */
export function setStartAtLogin(app: App, on: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: [HIDDEN] })
    return
  }
  const file = autostartFile(process.env)
  if (!on) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(join(file, '..'), { recursive: true })
  // An AppImage runs from a mount of its own that is gone after it ends; APPIMAGE names the file itself.
  writeFileSync(file, autostartEntry(process.env.APPIMAGE ?? process.execPath))
}

/** Started by the system at login on macOS, whose login items carry no arguments. */
export function openedAtLogin(app: App): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

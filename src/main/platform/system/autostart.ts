import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'

/** Command line switch: start without a window. */
export const HIDDEN = '--hidden'

/**
 * The desktop entry for the start at login on Linux, where Electron's login items do nothing.
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
 * Quotes a path for an Exec line. Reserved characters get a backslash, which the file's own string escaping doubles;
 * `%`, which would start a field code, is doubled.
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

/** Turns the hidden start at login on or off. Only for an installed app: a checkout has no stable path. */
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
  // An AppImage runs from a temporary mount; APPIMAGE is the path of the file itself.
  writeFileSync(file, autostartEntry(process.env.APPIMAGE ?? process.execPath))
}

/** Whether macOS started the app at login. Login items carry no arguments there. */
export function openedAtLogin(app: App): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

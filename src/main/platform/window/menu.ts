import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { OpenTarget } from '../../../shared/ipc/contract'

export interface MenuDeps {
  readonly mac: boolean
  readonly dev: boolean
  readonly open: (target: OpenTarget) => void
}

type Item = MenuItemConstructorOptions

/** The application menu: the standard roles, which macOS requires, and the wallet's places with their keys. */
function applicationMenu({ mac, dev, open }: MenuDeps): Item[] {
  const place = (label: string, accelerator: string, target: OpenTarget): Item => ({
    label,
    accelerator: `CmdOrCtrl+${accelerator}`,
    click: () => open(target)
  })
  const settings = place('Settings…', ',', { to: 'settings' })
  const separator: Item = { type: 'separator' }
  const appMenu: Item[] = [
    { role: 'about' },
    separator,
    settings,
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' }
  ]
  const zoom: Item[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }]
  return [
    ...(mac ? [{ role: 'appMenu' as const, submenu: appMenu }] : []),
    {
      label: 'File',
      submenu: [
        place('New invoice', 'N', { to: 'receive' }),
        separator,
        { role: 'close' },
        ...(mac ? [] : [{ role: 'quit' as const, accelerator: 'Ctrl+Q' }])
      ]
    },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        place('Inbox', '1', { to: 'inbox' }),
        place('Pay', '2', { to: 'pay', text: '' }),
        place('Receive', '3', { to: 'receive' }),
        place('Activity', '4', { to: 'activity', key: undefined }),
        ...(mac ? [] : [separator, settings])
      ]
    },
    {
      label: 'View',
      submenu: [
        ...zoom,
        separator,
        { role: 'togglefullscreen' },
        ...(dev ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : [])
      ]
    },
    { role: 'windowMenu' }
  ]
}

export function setApplicationMenu(deps: MenuDeps): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(deps)))
}

import { Menu, type App, type MenuItemConstructorOptions } from 'electron'

export interface MenuDeps {
  readonly app: App
  readonly mac: boolean
  readonly dev: boolean
}

/**
 * The application menu: the standard roles with their keys, which macOS cannot do without. The keys of the wallet's own
 * places are the page's, because only it knows what is open.
 */
export function setApplicationMenu({ app, mac, dev }: MenuDeps): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' }
  ]
  if (dev) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' })
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: mac
        ? [{ role: 'close' }]
        : [{ role: 'close' }, { label: 'Quit', accelerator: 'Ctrl+Q', click: () => app.quit() }]
    },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

import type { MenuItemConstructorOptions } from 'electron'
import type { TrayIcon, TrayView } from './tray-view'

/** The tray operations that the system provides. */
export interface TrayHandle {
  setIcon(icon: TrayIcon): void
  setToolTip(text: string): void
  setMenu(template: MenuItemConstructorOptions[]): void
  destroy(): void
}

export interface TrayActions {
  readonly open: () => void
  readonly newInvoice: () => void
  readonly payFromClipboard: () => void
  readonly toggleMute: () => void
  readonly quit: () => void
}

export interface TrayDeps {
  readonly create: (icon: TrayIcon, onClick: () => void) => TrayHandle
  readonly actions: TrayActions
}

/** Shows a view in the system's tray. The tray exists while there is a view. */
export class WalletTray {
  readonly #deps: TrayDeps
  #handle: TrayHandle | undefined
  #shown: TrayView | undefined

  constructor(deps: TrayDeps) {
    this.#deps = deps
  }

  get isThere(): boolean {
    return this.#handle !== undefined
  }

  /** `undefined` removes the tray. */
  render(view: TrayView | undefined): void {
    if (view === undefined) {
      this.#handle?.destroy()
      this.#handle = undefined
      this.#shown = undefined
      return
    }
    const shown = this.#shown
    this.#shown = view
    this.#handle ??= this.#deps.create(view.icon, this.#deps.actions.open)
    if (shown !== undefined && shown.icon !== view.icon) this.#handle.setIcon(view.icon)
    if (shown?.tooltip !== view.tooltip) this.#handle.setToolTip(view.tooltip)
    // On Linux a menu does not reflect changes of its items, so the whole menu is set.
    if (shown?.connectionLine !== view.connectionLine || shown.muteLabel !== view.muteLabel)
      this.#handle.setMenu(menu(view, this.#deps.actions))
  }
}

function menu(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  return [
    { label: 'Open IMP Wallet', click: actions.open },
    { type: 'separator' },
    { label: 'New invoice', click: actions.newInvoice },
    { label: 'Pay invoice from clipboard', click: actions.payFromClipboard },
    { label: view.muteLabel, click: actions.toggleMute },
    { type: 'separator' },
    { label: view.connectionLine, enabled: false },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit }
  ]
}

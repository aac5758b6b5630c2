import type { About, StateBody } from '../../../shared/domain/app-state'
import type { Settings } from '../../../shared/domain/settings'
import { onClose, type CloseAction } from '../window/closing'
import type { Mute } from '../notifications/mute'
import type { WalletTray } from './tray'
import { trayView } from './tray-view'

export interface BackgroundModeDeps {
  readonly platform: About['platform']
  readonly tray: WalletTray
  readonly badge: (unread: number) => void
  readonly mute: Pick<Mute, 'until'>
  /** Asks the system whether a tray would be seen. */
  readonly lookForTray: () => Promise<boolean>
  /** The answer, whenever it is another one. */
  readonly trayFound: (found: boolean) => void
  /** From now on tells when the tray may have gone or come back. */
  readonly watchTray: (changed: () => void) => void
  /** Brings the window back. */
  readonly showWindow: () => void
}

/** What is there of the wallet while its window is not: the tray and the number on its icon. */
export class BackgroundMode {
  readonly #deps: BackgroundModeDeps
  #found = false
  #hidden = false
  #watching = false

  constructor(deps: BackgroundModeDeps) {
    this.#deps = deps
  }

  /** Draws the state. Who wants nothing to do with a tray gets none. */
  draw(state: StateBody): void {
    const { tray, badge, mute } = this.#deps
    const wanted = state.settings.closeToTray !== 'off'
    tray.render(wanted ? trayView({ ...state, mutedUntil: mute.until }) : undefined)
    badge(state.unread)
  }

  async lookForTray(): Promise<boolean> {
    const found = await this.#deps.lookForTray()
    if (found !== this.#found) this.#deps.trayFound(found)
    this.#found = found
    return found
  }

  /**
   * The window is hidden, after being closed or from the start. Where no tray can bring it back, now or at any time until it
   * is shown again, it has to come back.
   */
  async windowHidden(): Promise<void> {
    // The Dock is always there.
    if (this.#deps.platform === 'darwin') return
    this.#hidden = true
    await this.#checkTray()
  }

  windowShown(): void {
    this.#hidden = false
  }

  /** What closing the window does now. */
  onClose(setting: Settings['closeToTray'], quitting: boolean): CloseAction {
    const tray = this.#found && this.#deps.tray.isThere
    return onClose({ platform: this.#deps.platform, setting, tray, quitting })
  }

  async #checkTray(): Promise<void> {
    const { tray, watchTray, showWindow } = this.#deps
    const found = await this.lookForTray()
    if (found && !this.#watching) {
      this.#watching = true
      watchTray(() => void this.#checkTray())
    }
    if (this.#hidden && !(found && tray.isThere)) showWindow()
  }
}

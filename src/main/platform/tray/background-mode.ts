import type { About, StateBody } from '../../../shared/domain/app-state'
import type { Settings } from '../../../shared/domain/settings'
import { onClose, type CloseAction } from '../window/closing'
import type { Mute } from '../notifications/mute'
import type { WalletTray } from './tray'
import { trayView } from './tray-view'
import { background, type ReportBug } from '../../background'

export interface BackgroundModeDeps {
  readonly platform: About['platform']
  readonly tray: WalletTray
  readonly badge: (unread: number) => void
  readonly mute: Pick<Mute, 'until'>
  /** Asks the system whether a tray icon would be visible. */
  readonly lookForTray: () => Promise<boolean>
  /** Called when that answer changes. */
  readonly trayFound: (found: boolean) => void
  /** Calls `changed` from now on whenever the tray may have come or gone. */
  readonly watchTray: (changed: () => void) => void
  /** Brings the window back. */
  readonly showWindow: () => void
  readonly reportBug: ReportBug
}

/** Tray and badge while the window is hidden. */
export class BackgroundMode {
  readonly #deps: BackgroundModeDeps
  #found = false
  #hidden = false
  #watching = false

  constructor(deps: BackgroundModeDeps) {
    this.#deps = deps
  }

  /** Shows the state in the tray and on the badge. There is no tray if the person turned it off. */
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
   * The window was hidden, by closing it or at the start. If there is no tray that could bring it back, now or later,
   * the window is shown again.
   */
  async windowHidden(): Promise<void> {
    // The Dock always brings the window back.
    if (this.#deps.platform === 'darwin') return
    this.#hidden = true
    await this.#checkTray()
  }

  windowShown(): void {
    this.#hidden = false
  }

  /** What closing the window does. */
  onClose(setting: Settings['closeToTray'], quitting: boolean): CloseAction {
    const tray = this.#found && this.#deps.tray.isThere
    return onClose({ platform: this.#deps.platform, setting, tray, quitting })
  }

  async #checkTray(): Promise<void> {
    const { tray, watchTray, showWindow, reportBug } = this.#deps
    const found = await this.lookForTray()
    if (found && !this.#watching) {
      this.#watching = true
      watchTray(() => {
        background(this.#checkTray(), (error) => reportBug('tray-check', error))
      })
    }
    if (this.#hidden && !(found && tray.isThere)) showWindow()
  }
}

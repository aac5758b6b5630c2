import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { CloseAction } from './closing'
import { DEFAULT_SIZE, MIN_SIZE, type WindowPlaces } from '../../settings/window-state'
import { background, type ReportBug } from '../../background'
import { errorCode } from '../../error-text'

/** `--bg-app` of the page's tokens, so that nothing flashes before the first paint. */
const BACKGROUND = { light: '#f6f4f2', dark: '#12110f' }
/** Delay before a moved or resized window's place is saved. Milliseconds. */
const REMEMBER_AFTER_MS = 400

export interface WindowOptions {
  readonly url: string
  readonly preload: string
  readonly icon: string | undefined
  readonly places: WindowPlaces
  /** A page is being loaded, for the first time or again. */
  readonly loading: (contents: WebContents) => void
  readonly gone: () => void
  /** The page was painted for the first time. */
  readonly painted: () => void
  readonly focused: () => void
  /** Decides what closing the window does. */
  readonly onClose: () => CloseAction
  /** The window was hidden instead of closed. */
  readonly hidden: () => void
  readonly shown: () => void
  /** The renderer process is gone, or the page could not be loaded. */
  readonly crashed: (reason: string) => Promise<void>
  readonly reportBug: ReportBug
}

/** The one window. Created when it is first shown or at a hidden start; it continues to exist while hidden. */
export class MainWindow {
  readonly #options: WindowOptions
  #window: BrowserWindow | undefined

  constructor(options: WindowOptions) {
    this.#options = options
    nativeTheme.on('updated', () => this.#window?.setBackgroundColor(backgroundColor()))
  }

  /** The window is visible and has the focus. */
  get isFocused(): boolean {
    return this.#window?.isFocused() ?? false
  }

  get native(): BrowserWindow | undefined {
    return this.#window
  }

  /** Creates the window. Shows it as soon as it is painted, unless it should stay hidden. */
  create(show: boolean): void {
    const window = this.#make()
    if (show) window.once('ready-to-show', () => window.show())
  }

  /** Brings the window to the front, from closed, hidden, minimised or behind others. */
  show(): void {
    const window = this.#window
    if (window === undefined) return this.create(true)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  reload(): void {
    if (this.#window !== undefined) this.#load(this.#window)
  }

  #load(window: BrowserWindow): void {
    background(window.loadURL(this.#options.url), (error) => {
      // A window that was closed shows nothing, and an aborted load has a successor.
      if (!window.isDestroyed() && errorCode(error) !== 'ERR_ABORTED') this.#crashed('not-loaded')
    })
  }

  #crashed(reason: string): void {
    const { crashed, reportBug } = this.#options
    background(crashed(reason), (error) => reportBug('page-crash', error))
  }

  #make(): BrowserWindow {
    const { preload, icon, places, loading, gone, painted, focused, onClose, hidden, shown } = this.#options
    const place = places.restore(screen.getAllDisplays(), screen.getPrimaryDisplay())
    const window = new BrowserWindow({
      ...DEFAULT_SIZE,
      ...(place !== undefined && { x: place.x, y: place.y, width: place.width, height: place.height }),
      ...(icon !== undefined && { icon }),
      minWidth: MIN_SIZE.width,
      minHeight: MIN_SIZE.height,
      show: false,
      // The page offers every command of the menu; Alt shows the menu, except on macOS.
      autoHideMenuBar: true,
      backgroundColor: backgroundColor(),
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        // Chromium would download dictionaries.
        spellcheck: false
      }
    })
    this.#window = window
    if (place?.maximized === true) window.once('show', () => window.maximize())
    window.once('ready-to-show', painted)
    window.webContents.on('did-start-loading', () => loading(window.webContents))
    window.webContents.on('render-process-gone', (_event, { reason }) => this.#crashed(reason))
    window.on('focus', focused)
    window.on('show', shown)
    window.on('close', (event) => {
      const action = onClose()
      if (action === 'quit') return
      event.preventDefault()
      if (action === 'minimize') return window.minimize()
      window.hide()
      hidden()
    })
    window.on('closed', () => {
      this.#window = undefined
      gone()
    })
    rememberPlace(window, places)
    this.#load(window)
    return window
  }
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
}

function rememberPlace(window: BrowserWindow, places: WindowPlaces): void {
  let timer: NodeJS.Timeout | undefined
  const remember = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    const bounds = window.getNormalBounds()
    places.remember(screen.getDisplayMatching(window.getBounds()), {
      ...bounds,
      maximized: window.isMaximized()
    })
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(remember, REMEMBER_AFTER_MS)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', remember)
}

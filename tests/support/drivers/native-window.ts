import type { LaunchedWallet } from './app'

/** The system's side of the window, which is no part of the page: only main can do what a person does to it. */
export type WindowState = 'shown' | 'hidden' | 'minimised' | 'closed' | 'ended'

/** `ended`: the wallet itself is gone. */
export const windowState = ({ app }: LaunchedWallet): Promise<WindowState> =>
  app
    .evaluate(({ BrowserWindow }) => {
      const [only] = BrowserWindow.getAllWindows()
      if (only === undefined) return 'closed'
      return only.isMinimized() ? 'minimised' : only.isVisible() ? 'shown' : 'hidden'
    })
    .catch(() => 'ended')

/** As by the button in its title bar. Resolves when the wallet has decided what to make of it. */
export const closeWindow = ({ app }: LaunchedWallet): Promise<void> =>
  app
    .evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const [only] = BrowserWindow.getAllWindows()
          // The wallet's own listener came first.
          only?.once('close', () => setImmediate(resolve))
          only?.close()
        })
    )
    .catch(() => undefined)

/**
 * The person does something else. The page may not notice: Playwright makes pages believe that they are seen, and a
 * conversation that is open is then read. Where messages shall stay unread, go elsewhere first.
 */
export const hideWindow = ({ app }: LaunchedWallet): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())

/** The person comes to it: it is shown, in front, and has the focus. */
export const showWindow = ({ app }: LaunchedWallet): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.show()
    BrowserWindow.getAllWindows()[0]?.focus()
  })

export const windowFocused = ({ app }: LaunchedWallet): Promise<boolean | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())

/** Resolves when the wallet has ended. To be asked before what ends it is done. */
export const walletEnd = ({ app }: LaunchedWallet): Promise<void> =>
  new Promise((resolve) => app.once('close', () => resolve()))

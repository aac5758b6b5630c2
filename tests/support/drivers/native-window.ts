import type { LaunchedWallet } from './app'

/** Actions on the window itself, outside of the page. Only main can perform them. */
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

/** Closes the window like the button in its title bar. Resolves when the wallet has handled it. */
export const closeWindow = ({ app }: LaunchedWallet): Promise<void> =>
  app
    .evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const [only] = BrowserWindow.getAllWindows()
          // The wallet's own listener was added first.
          only?.once('close', () => setImmediate(resolve))
          only?.close()
        })
    )
    .catch(() => undefined)

/**
 * Hides the window. The page may not notice, because Playwright makes pages report that they are visible; an open
 * conversation then counts as read. To keep messages unread, leave the conversation first.
 */
export const hideWindow = ({ app }: LaunchedWallet): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())

/** Shows the window in front, with the focus. */
export const showWindow = ({ app }: LaunchedWallet): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.show()
    BrowserWindow.getAllWindows()[0]?.focus()
  })

export const windowFocused = ({ app }: LaunchedWallet): Promise<boolean | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())

/** Resolves when the wallet has ended. Call it before the action that ends the wallet. */
export const walletEnd = ({ app }: LaunchedWallet): Promise<void> =>
  new Promise((resolve) => app.once('close', () => resolve()))

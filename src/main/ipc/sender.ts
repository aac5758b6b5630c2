/** Where the wallet's own page lives: what a frame's URL must show before anything it says is heard. */
export interface PageOrigin {
  /** With the colon, as in URL: `app:`. */
  readonly protocol: string
  readonly host: string
}

/** What is read of Electron's WebFrameMain. Its getters throw once the frame is gone. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/** True where the URL belongs to the wallet's own page. */
export function isOwnPage(url: string, page: PageOrigin): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === page.protocol && parsed.host === page.host
  } catch {
    return false
  }
}

/**
 * True where a call comes from the main frame of the wallet's own page. Has to run synchronously when the call arrives:
 * later the frame may show something else.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function isTrustedSender(frame: SenderFrame | null, page: PageOrigin): boolean {
  if (frame === null) return false
  try {
    return frame.parent === null && isOwnPage(frame.url, page)
  } catch {
    return false
  }
}

import { isOwnPage, type PageOrigin } from '../page-origin'

/** The part of Electron's WebFrameMain that is read here. Its getters throw once the frame is gone. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * Whether a call comes from the main frame of the wallet's own page. Must run synchronously when the call arrives:
 * later the frame may show another page.
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

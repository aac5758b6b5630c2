import type { OpenTarget } from '../../shared/ipc/contract'
import type { Notice } from '../../shared/policy/notices'
import type { Log } from '../log/log'

/** What is needed of Electron's Notification. */
export interface SystemNotification {
  on(event: 'click' | 'close', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface NotificationsDeps {
  readonly create: (options: { readonly title: string; readonly body: string }) => SystemNotification
  /** Bodies are markup on Linux. */
  readonly markup: boolean
  readonly open: (target: OpenTarget) => void
  readonly log: Log
}

/** More than a person reads; what is older is taken back. */
const MOST = 20

/** Shows notices and keeps each until it is closed: one that nobody holds is collected, and its click is lost. */
export class Notifications {
  readonly #deps: NotificationsDeps
  readonly #shown = new Set<SystemNotification>()

  constructor(deps: NotificationsDeps) {
    this.#deps = deps
  }

  show({ title, body, target }: Notice): void {
    const { create, markup, open, log } = this.#deps
    const notification = create({ title, body: markup ? escapeMarkup(body) : body })
    const forget = () => this.#shown.delete(notification)
    notification.on('click', () => {
      forget()
      open(target)
    })
    notification.on('close', forget)
    // There is no daemon, or the person forbade them: the tray and the inbox still tell.
    notification.on('failed', () => {
      forget()
      log.warn('notification-failed')
    })
    this.#shown.add(notification)
    const [oldest] = this.#shown
    if (this.#shown.size > MOST) oldest?.close()
    notification.show()
  }

  /** What they told has been seen. */
  closeAll(): void {
    for (const notification of this.#shown) notification.close()
    this.#shown.clear()
  }
}

/** @see https://specifications.freedesktop.org/notification-spec/latest/markup.html */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

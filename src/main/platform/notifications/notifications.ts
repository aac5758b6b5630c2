import type { OpenTarget } from '../../../shared/ipc/contract'
import type { NotificationContent } from '../../../shared/policy/notification-policy'
import type { PayOffer } from '../../../shared/policy/pay-offer'
import type { Log } from '../../log/log'
import type { PayFromNotification } from './notification-pay-action'

/** What is needed of Electron's Notification. */
export interface SystemNotification {
  on(event: 'click' | 'close' | 'action', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface NotificationOptions {
  readonly title: string
  readonly body: string
  readonly actions?: { type: 'button'; text: string }[]
}

export interface NotificationsDeps {
  readonly create: (options: NotificationOptions) => SystemNotification
  /** The system shows buttons; Electron has none on Linux. */
  readonly buttons: boolean
  readonly payer: (offer: PayOffer) => PayFromNotification
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

  show({ title, body, target, pay: offer }: NotificationContent): void {
    const { create, markup, buttons, payer, open, log } = this.#deps
    const offered = buttons ? offer : undefined
    const notification = create({
      title,
      body: markup ? escapeMarkup(body) : body,
      ...(offered && { actions: [{ type: 'button', text: offered.label }] })
    })
    const forget = () => this.#shown.delete(notification)
    notification.on('click', () => {
      forget()
      open(target)
    })
    if (offered !== undefined) {
      const pay = payer(offered)
      notification.on('action', () => {
        forget()
        // The card says why not.
        void pay().then((paid) => {
          if (!paid) open(target)
        })
      })
    }
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

import type { OpenTarget } from '../../../shared/ipc/contract'
import type { NotificationContent } from '../../../shared/policy/notification-policy'
import type { PayOffer } from '../../../shared/policy/pay-offer'
import type { Log } from '../../log/log'
import type { PayFromNotification } from './notification-pay-action'
import { background } from '../../background'

/** The part of Electron's Notification that is used here. */
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
  /** Whether the system shows buttons; Electron has none on Linux. */
  readonly buttons: boolean
  readonly payer: (offer: PayOffer) => PayFromNotification
  /** Whether the body is markup, as on Linux. */
  readonly markup: boolean
  readonly open: (target: OpenTarget) => void
  readonly log: Log
}

/** Maximum number of open notifications; the oldest one is closed. */
const MAX_OPEN = 20

/**
 * Shows notifications and keeps a reference to each until it is closed. Otherwise it is garbage-collected and its click
 * is lost.
 */
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
        // The card in the window explains the refusal.
        const clicked = pay().then((paid) => {
          if (!paid) open(target)
        })
        background(clicked, (error) => {
          log.error('notification-not-paid', error)
          open(target)
        })
      })
    }
    notification.on('close', forget)
    // There is no notification daemon, or the person forbade notifications. The tray and the inbox still show the
    // event.
    notification.on('failed', () => {
      forget()
      log.warn('notification-failed')
    })
    this.#shown.add(notification)
    const [oldest] = this.#shown
    if (this.#shown.size > MAX_OPEN) oldest?.close()
    notification.show()
  }

  /** Called when the person has seen what the notifications were about. */
  closeAll(): void {
    for (const notification of this.#shown) notification.close()
    this.#shown.clear()
  }
}

/** @see https://specifications.freedesktop.org/notification-spec/latest/markup.html */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

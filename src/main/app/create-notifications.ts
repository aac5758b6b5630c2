import { Notification } from 'electron'
import type { OpenTarget } from '../../shared/ipc/contract'
import { NotificationThrottle } from '../platform/notifications/notification-throttle'
import type { Mute } from '../platform/notifications/mute'
import { createNotificationPayAction } from '../platform/notifications/notification-pay-action'
import { Notifications } from '../platform/notifications/notifications'
import type { MainWindow } from '../platform/window/main-window'
import type { Emitter } from '../emitter'
import type { CurrentSession, SessionEvents } from '../wallet/api'
import type { StateHub } from '../ipc/state-hub'
import type { Log } from '../log/log'
import { systemClock } from '../clock'

export interface NotificationParts {
  readonly hub: StateHub
  readonly window: MainWindow
  readonly session: CurrentSession
  readonly mute: Pick<Mute, 'until'>
  readonly open: (target: OpenTarget) => void
  readonly log: Log
}

/** Notifications about the events of the session, filtered by the policy. */
export function createNotifications(parts: NotificationParts) {
  const { hub, window, session, mute, open, log } = parts
  const notifications = new Notifications({
    create: (options) => new Notification(options),
    markup: process.platform === 'linux',
    buttons: process.platform !== 'linux',
    payer: createNotificationPayAction(session),
    open,
    log
  })
  const throttle = new NotificationThrottle({
    clock: systemClock,
    context: () => ({
      settings: hub.state.settings,
      focused: window.isFocused,
      muted: mute.until !== undefined,
      demo: hub.state.node?.demo ?? false,
      cardOf: (message) => session()?.cardOf(message)
    }),
    show: (notice) => notifications.show(notice)
  })
  /** The person saw what the notifications are about, or will not see it any more. */
  const seen = () => {
    throttle.forget()
    notifications.closeAll()
  }
  let node = hub.state.node?.id
  hub.watch((state) => {
    // Events of another node cannot be opened by a click.
    if (node !== undefined && node !== state.node?.id) seen()
    node = state.node?.id
  })
  const listenTo = (events: Emitter<SessionEvents>) => {
    events.on('messagesArrived', (messages) => {
      for (const message of messages) throttle.tell({ kind: 'message', message })
    })
    events.on('invoicePaid', (invoice) => throttle.tell({ kind: 'invoice-paid', invoice }))
    events.on('paymentEnded', (payment) => throttle.tell({ kind: 'payment-ended', payment }))
    events.on('messageSettled', (message) => throttle.tell({ kind: 'message-settled', message }))
  }
  return { listenTo, seen }
}

import { Notification } from 'electron'
import type { OpenTarget } from '../../shared/ipc/contract'
import { Announcer } from '../desktop/announcer'
import type { Mute } from '../desktop/mute'
import { Notifications } from '../desktop/notifications'
import type { MainWindow } from '../desktop/window'
import type { StateHub } from '../ipc/state-hub'
import type { Log } from '../log/log'
import type { SessionListener } from '../wallet/api'
import { systemClock } from '../wallet/clock'

export interface NoticeParts {
  readonly hub: StateHub
  readonly window: MainWindow
  readonly mute: Pick<Mute, 'until'>
  readonly open: (target: OpenTarget) => void
  readonly log: Log
}

type Events = Omit<SessionListener, 'stateChanged' | 'changed'>

/** Notifications of what the session tells, by the policy. */
export function wireNotices({ hub, window, mute, open, log }: NoticeParts): Events & { seen(): void } {
  const notifications = new Notifications({
    create: (options) => new Notification(options),
    markup: process.platform === 'linux',
    open,
    log
  })
  const announcer = new Announcer({
    clock: systemClock,
    context: () => ({
      settings: hub.state.settings,
      focused: window.isFocused,
      muted: mute.until !== undefined,
      demo: hub.state.node?.demo ?? false
    }),
    show: (notice) => notifications.show(notice)
  })
  return {
    messagesArrived: (messages) => {
      for (const message of messages) announcer.tell({ kind: 'message', message })
    },
    invoicePaid: (invoice) => announcer.tell({ kind: 'invoice-paid', invoice }),
    paymentEnded: (payment) => announcer.tell({ kind: 'payment-ended', payment }),
    messageSettled: (message) => announcer.tell({ kind: 'message-settled', message }),
    // The person came to the window: what the notifications tell is there to be seen.
    seen: () => {
      announcer.forget()
      notifications.closeAll()
    }
  }
}

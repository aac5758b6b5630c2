import type { Millis } from '../../../shared/domain/ids'
import {
  isNotifiable,
  notificationsFor,
  SUMMARY_COUNT_LIMIT,
  type NotificationEvent,
  type NotificationContent,
  type NotificationContext
} from '../../../shared/policy/notification-policy'
import type { Clock } from '../../clock'

/** Events within this time are combined. Milliseconds. */
const COLLECT_MS = 400
/** Minimum time between two notifications, so that a flood becomes a summary. Milliseconds. */
const PAUSE_MS = 5_000

export interface NotificationThrottleDeps {
  readonly clock: Clock
  readonly context: () => NotificationContext
  readonly show: (notice: NotificationContent) => void
}

/** Notifies the person of events while the window is not focused. Combines many events into few notifications. */
export class NotificationThrottle {
  readonly #deps: NotificationThrottleDeps
  #waiting: NotificationEvent[] = []
  #cancel: (() => void) | undefined
  #lastAt: Millis = Number.NEGATIVE_INFINITY

  constructor(deps: NotificationThrottleDeps) {
    this.#deps = deps
  }

  tell(event: NotificationEvent): void {
    const { clock, context } = this.#deps
    if (this.#waiting.length >= SUMMARY_COUNT_LIMIT || !isNotifiable(event, context())) return
    this.#waiting.push(event)
    const wait = Math.max(COLLECT_MS, this.#lastAt + PAUSE_MS - clock.now())
    this.#cancel ??= clock.after(wait, () => this.#flush())
  }

  /** Drops events that were seen meanwhile or no longer matter. */
  forget(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting = []
  }

  #flush(): void {
    const { clock, context, show } = this.#deps
    const now = context()
    const notices = notificationsFor(
      // Meanwhile the person may have come back to the window, or changed the notification settings.
      this.#waiting.filter((event) => isNotifiable(event, now)),
      now
    )
    this.forget()
    if (notices.length > 0) this.#lastAt = clock.now()
    for (const notice of notices) show(notice)
  }
}

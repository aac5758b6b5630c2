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

/** What comes together is told together. */
const COLLECT_MS = 400
/** After a notice the next one waits: a flood becomes a sum, not a flood. */
const PAUSE_MS = 5_000

export interface NotificationThrottleDeps {
  readonly clock: Clock
  readonly context: () => NotificationContext
  readonly show: (notice: NotificationContent) => void
}

/** Tells what happened while nobody looked, in few notices. */
export class NotificationThrottle {
  readonly #deps: NotificationThrottleDeps
  #waiting: NotificationEvent[] = []
  #cancel: (() => void) | undefined
  #lastAt: Millis = Number.NEGATIVE_INFINITY

  constructor(deps: NotificationThrottleDeps) {
    this.#deps = deps
  }

  tell(happening: NotificationEvent): void {
    const { clock, context } = this.#deps
    if (this.#waiting.length >= SUMMARY_COUNT_LIMIT || !isNotifiable(happening, context())) return
    this.#waiting.push(happening)
    const wait = Math.max(COLLECT_MS, this.#lastAt + PAUSE_MS - clock.now())
    this.#cancel ??= clock.after(wait, () => this.#flush())
  }

  /** What has not been told yet was seen, or is not of interest any more. */
  forget(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting = []
  }

  #flush(): void {
    const { clock, context, show } = this.#deps
    const now = context()
    const notices = notificationsFor(
      // Since then the person may have come back to the window, or changed what may be told.
      this.#waiting.filter((happening) => isNotifiable(happening, now)),
      now
    )
    this.forget()
    if (notices.length > 0) this.#lastAt = clock.now()
    for (const notice of notices) show(notice)
  }
}

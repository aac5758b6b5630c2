import { Message, Variant, type MessageBus } from '@jellybrick/dbus-next'
import * as v from 'valibot'
import { NOTHING, own, serve } from './bus'

const NAME = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'

/** Why a notification was closed: https://specifications.freedesktop.org/notification-spec/latest/protocol.html */
const DISMISSED = 2
const CLOSED_BY_CALL = 3

const NotifyArguments = v.tuple([
  v.string(),
  v.number(),
  v.string(),
  v.string(),
  v.string(),
  v.array(v.string()),
  v.record(v.string(), v.instance(Variant)),
  v.number()
])
const IdArgument = v.looseTuple([v.number()])

/** A notification exactly as it came over the bus. */
export interface ShownNotification {
  readonly id: number
  readonly title: string
  /** Markup: a daemon shows `&lt;` as `<`. */
  readonly body: string
  /** Keys and labels alternate. */
  readonly actions: readonly string[]
  readonly hints: Readonly<Record<string, unknown>>
  /** Closed by its app or by the person. */
  readonly closed: boolean
}

/** Replaces the desktop's notification daemon: records the notifications and clicks them. */
export class NotificationDaemon {
  readonly #bus: MessageBus
  #shown: readonly ShownNotification[] = []
  #lastId = 0

  private constructor(bus: MessageBus) {
    this.#bus = bus
  }

  static async start(bus: MessageBus): Promise<NotificationDaemon> {
    const daemon = new NotificationDaemon(bus)
    serve(bus, PATH, NAME, {
      Notify: (call) => ({ signature: 'u', body: [daemon.#notify(call)] }),
      CloseNotification: (call) => {
        const [id] = v.parse(IdArgument, call.body)
        daemon.#close(id, CLOSED_BY_CALL)
        return NOTHING
      },
      GetCapabilities: () => ({
        signature: 'as',
        body: [['body', 'body-markup', 'actions', 'icon-static', 'persistence']]
      }),
      GetServerInformation: () => ({
        signature: 'ssss',
        body: ['stand-in', 'tests', '1.0', '1.2']
      })
    })
    await own(bus, NAME)
    return daemon
  }

  /** All of them since the start, oldest first. */
  get shown(): readonly ShownNotification[] {
    return this.#shown
  }

  get last(): ShownNotification | undefined {
    return this.#shown.at(-1)
  }

  /** Clicks a notification, which also closes it. */
  click({ id }: ShownNotification): void {
    this.invoke(id, 'default')
  }

  /** Presses one of its buttons. */
  invoke(id: number, action: string): void {
    this.#bus.send(Message.newSignal(PATH, NAME, 'ActionInvoked', 'us', [id, action]))
    this.#close(id, DISMISSED)
  }

  dismiss({ id }: ShownNotification): void {
    this.#close(id, DISMISSED)
  }

  #notify(call: Message): number {
    const [, replaces, , title, body, actions, hints] = v.parse(NotifyArguments, call.body)
    if (replaces === 0) this.#lastId += 1
    const id = replaces === 0 ? this.#lastId : replaces
    const values = Object.fromEntries(Object.entries(hints).map(([name, { value }]) => [name, value]))
    this.#shown = [...this.#shown, { id, title, body, actions, hints: values, closed: false }]
    return id
  }

  #close(id: number, reason: number): void {
    this.#shown = this.#shown.map((one) => (one.id === id ? { ...one, closed: true } : one))
    this.#bus.send(Message.newSignal(PATH, NAME, 'NotificationClosed', 'uu', [id, reason]))
  }
}

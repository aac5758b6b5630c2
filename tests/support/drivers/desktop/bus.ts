import { Message, NameFlag, RequestNameReply, sessionBus, type MessageBus } from '@jellybrick/dbus-next'

/** An answer to a call: the values with their D-Bus signature. */
export interface Answer {
  readonly signature: string
  readonly body: unknown[]
}

export const NOTHING: Answer = { signature: '', body: [] }

/** Methods of one interface by name. They get the whole call: its arguments, and who sent it. */
export type Methods = Readonly<Record<string, (call: Message) => Answer>>

/** Connects to the session bus of this process, which tests/e2e/run.mjs started for these tests alone. */
export async function connectBus(): Promise<MessageBus> {
  if (process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined) throw new Error('There is no session bus.')
  const bus = sessionBus()
  await new Promise<void>((resolve) => bus.once('connect', () => resolve()))
  return bus
}

/**
 * Requests a well-known name on the bus. Throws if another program owns it, because a test would then talk to that one.
 */
export async function own(bus: MessageBus, name: string): Promise<void> {
  const reply = await bus.requestName(name, NameFlag.DO_NOT_QUEUE)
  if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`${name} is taken on this bus`)
}

/**
 * Answers the calls of one interface on one object. The library's own service objects hide the caller, which the tray's
 * protocol needs.
 */
export function serve(bus: MessageBus, path: string, name: string, methods: Methods): void {
  bus.addMethodHandler((call) => {
    if (call.path !== path || call.interface !== name) return false
    const method = methods[call.member]
    if (method === undefined) return false
    const { signature, body } = method(call)
    bus.send(Message.newMethodReturn(call, signature, body))
    return true
  })
}

export interface Place {
  readonly destination: string
  readonly path: string
}

/** Calls a method and resolves with the body of its answer. */
export async function callMethod(
  bus: MessageBus,
  place: Place,
  method: { readonly interface: string; readonly member: string },
  { signature, body }: Answer = NOTHING
): Promise<readonly unknown[]> {
  const reply = await bus.call(new Message({ ...place, ...method, signature, body }))
  return reply?.body ?? []
}

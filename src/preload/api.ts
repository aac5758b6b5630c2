import type { IpcNames } from '../shared/ipc/names'
import { channelOf, eventChannelOf } from '../shared/ipc/spec'

type Listener = (payload: unknown) => void

/** The part of Electron's ipcRenderer that is used here. */
export interface Bridge {
  invoke(channel: string, args: unknown): Promise<unknown>
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
}

/** The path of a File on disk; undefined or empty for anything else. */
export type PathOf = (given: unknown) => string | undefined

/**
 * Creates `window.imp`: one function per call of the contract, and `on`, which returns the function that removes the
 * listener. Neither the bridge nor an Electron event object reaches the page, and only names of the contract become
 * channels. `on` throws for an event that is not in the contract. A call that takes a File sends the path of it, and
 * nothing else that the page gives.
 */
export function createApi(names: IpcNames, bridge: Bridge, pathOf: PathOf) {
  const argsOf = (name: string, given: unknown): unknown =>
    names.fileCalls.includes(name) ? { path: pathOf(given) } : given
  const nouns = Object.entries(names.calls).map(([noun, actions]): [string, object] => [
    noun,
    Object.fromEntries(
      actions.map((action) => [
        action,
        (given: unknown) => bridge.invoke(channelOf(noun, action), argsOf(`${noun}.${action}`, given))
      ])
    )
  ])
  const on = (event: string, listener: Listener): (() => void) => {
    if (!names.events.includes(event)) throw new Error(`no such event: ${event}`)
    const channel = eventChannelOf(event)
    const forward = (_event: unknown, payload: unknown) => listener(payload)
    bridge.on(channel, forward)
    return () => {
      bridge.removeListener(channel, forward)
    }
  }
  return { ...Object.fromEntries(nouns), on }
}

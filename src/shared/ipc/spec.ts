import type * as v from 'valibot'
import type { Result } from '../result'

/** Failures of any call. `no-node`: the call needs a node, and none is active. */
export type IpcErrorCode = 'bad-arguments' | 'forbidden' | 'internal' | 'no-node'

/**
 * One call. Its arguments come from an untrusted renderer, so they have a schema; its result comes from main, so a type
 * is enough.
 */
export interface CallSpec<Args, Value, Code extends string> {
  readonly args: v.GenericSchema<unknown, Args>
  /** Only carries the result type; never present. */
  readonly result?: Result<Value, Code>
}

/** `call(schema).returns<Value, Code>()`. */
export function call<Args>(args: v.GenericSchema<unknown, Args>) {
  return {
    returns: <Value, Code extends string = never>(): CallSpec<Args, Value, Code> => ({ args })
  }
}

/**
 * A call for which the page gives a File. The preload sends main the path of that File in its place, so the page can
 * name no path itself, and never learns one.
 */
export interface FileCallSpec<Value, Code extends string> extends CallSpec<GivenPath, Value, Code> {
  readonly takesFile: true
}
interface GivenPath {
  readonly path: string
}

/** `fileCall(schema).returns<Value, Code>()`, with the schema of what the preload sends. */
export function fileCall(args: v.GenericSchema<unknown, GivenPath>) {
  return {
    returns: <Value, Code extends string = never>(): FileCallSpec<Value, Code> => ({ args, takesFile: true })
  }
}

export type Calls = Readonly<Record<string, Readonly<Record<string, CallSpec<never, unknown, string>>>>>

/** The type of a call's implementation in main. */
export type Handler<Spec> =
  Spec extends CallSpec<infer Args, infer Value, infer Code>
    ? (args: Args) => Result<Value, Code> | Promise<Result<Value, Code>>
    : never

/** The type of a call in the renderer. A call without arguments takes none. */
export type Invoke<Spec> =
  Spec extends FileCallSpec<infer Value, infer Code>
    ? (file: File) => Promise<Result<Value, Code | IpcErrorCode>>
    : InvokeWithArgs<Spec>
type InvokeWithArgs<Spec> =
  Spec extends CallSpec<infer Args, infer Value, infer Code>
    ? undefined extends Args
      ? () => Promise<Result<Value, Code | IpcErrorCode>>
      : (args: Args) => Promise<Result<Value, Code | IpcErrorCode>>
    : never

export type Handlers<C> = {
  readonly [Noun in keyof C]: { readonly [Action in keyof C[Noun]]: Handler<C[Noun][Action]> }
}
export type Invokers<C> = {
  readonly [Noun in keyof C]: { readonly [Action in keyof C[Noun]]: Invoke<C[Noun][Action]> }
}

/** The channel name of a call. */
export const channelOf = (noun: string, action: string): string => `imp:${noun}.${action}`
/** The channel name of an event. */
export const eventChannelOf = (event: string): string => `imp-event:${event}`

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

export type Calls = Readonly<Record<string, Readonly<Record<string, CallSpec<never, unknown, string>>>>>

/** The type of a call's implementation in main. */
export type Handler<Spec> =
  Spec extends CallSpec<infer Args, infer Value, infer Code>
    ? (args: Args) => Result<Value, Code> | Promise<Result<Value, Code>>
    : never

/** The type of a call in the renderer. A call without arguments takes none. */
export type Invoke<Spec> =
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

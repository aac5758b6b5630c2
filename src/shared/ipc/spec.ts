import type * as v from 'valibot'
import type { Result } from '../result'

/** Failures that any call can end with, whatever it does. `no-node`: it needs a node, and none is in use. */
export type IpcErrorCode = 'bad-arguments' | 'forbidden' | 'internal' | 'no-node'

/** One call: arguments come from an untrusted renderer, so they have a schema; results come from main, so a type is enough. */
export interface CallSpec<Args, Value, Code extends string> {
  readonly args: v.GenericSchema<unknown, Args>
  /** Carries the result type only; never present. */
  readonly result?: Result<Value, Code>
}

/** `call(schema).returns<Value, Code>()`. */
export function call<Args>(args: v.GenericSchema<unknown, Args>) {
  return {
    returns: <Value, Code extends string = never>(): CallSpec<Args, Value, Code> => ({ args })
  }
}

export type Calls = Readonly<Record<string, Readonly<Record<string, CallSpec<never, unknown, string>>>>>

/** What an implementation of a call looks like in main. */
export type Handler<Spec> =
  Spec extends CallSpec<infer Args, infer Value, infer Code>
    ? (args: Args) => Result<Value, Code> | Promise<Result<Value, Code>>
    : never

/** What the renderer calls. A call without arguments is called with none. */
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

import type { CallSpec } from '../../shared/ipc/spec'
import { fail, type Result } from '../../shared/result'
import type { CurrentSession, Session } from '../wallet/api'

/** A handler's result: as in the contract, or the failure that no node is active. */
type Serve<Spec> =
  Spec extends CallSpec<infer Args, infer Value, infer Code>
    ? (args: Args) => Result<Value, Code | 'no-node'> | Promise<Result<Value, Code | 'no-node'>>
    : never

export type Served<Noun> = { readonly [Action in keyof Noun]: Serve<Noun[Action]> }
export type AllServed<C> = { readonly [Noun in keyof C]: Served<C[Noun]> }

/** Passes a call to the active session. */
export function withSession<Args, Answer>(
  current: CurrentSession,
  call: (session: Session, args: Args) => Answer
) {
  return (args: Args): Answer | { readonly ok: false; readonly error: { readonly code: 'no-node' } } => {
    const session = current()
    return session === undefined ? fail('no-node') : call(session, args)
  }
}
